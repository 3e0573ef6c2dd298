import { expect, it } from 'vitest'
import { checkAccessibility, sidewaysScroll } from '../helpers/dashboard/check-accessibility.ts'
import { seedLongRun } from '../helpers/dashboard/seed-long-run.ts'
import { withDashboard } from '../helpers/dashboard/with-dashboard.ts'
import { openRegistry, seedRuns as seedManyRuns } from '../menu/seed-runs.ts'

const used = withDashboard({ seeded: true })

it('has runs of every status, each as its name says', async () => {
  const { place, seeded } = used()
  const rows = await place.app.listRuns({ limit: 100 })
  const statusOf = (run_id: string) => {
    const row = rows.find((one) => one.run_id === run_id)
    return row?.waiting_reason ?? row?.status
  }
  expect(Object.fromEntries(Object.entries(seeded.runs).map(([name, run_id]) => [name, statusOf(run_id)]))).toEqual({
    count: 'completed',
    sum: 'completed',
    report: 'completed',
    partial: 'partial',
    failed: 'failed',
    denied: 'denied',
    granted: 'completed',
    interrupted: 'interrupted',
    cancelled: 'cancelled',
    answer: 'answer',
    plan: 'approval',
    create: 'approval',
    waiting: 'approval',
  })
  const agents = Object.fromEntries((await place.app.listAgents({ limit: 100 })).map((agent) => [agent.agent_id, agent.status]))
  expect(agents).toMatchObject({
    'station-keeper': 'active',
    'half-written': 'broken',
    'tide-teller': 'degraded',
    'web-researcher': 'disabled',
  })
  const approvals = await place.app.listApprovals({ limit: 100, status: 'pending' })
  expect(new Set(approvals.map((approval) => approval.kind)).size).toBe(4)
  expect(await place.app.listGrants()).toHaveLength(1)
  expect((await place.app.listMemory('station-keeper', { all: true, limit: 10 })).length).toBeGreaterThan(0)
})

it('has room for thousands of runs and events', async () => {
  const { place } = used()
  const store = openRegistry(place)
  seedManyRuns(store, 5000)
  const run_id = seedLongRun(store, 10_000)
  store.close()
  expect(await place.app.events(run_id)).toHaveLength(10_000)
  expect((await place.app.listRuns({ limit: 6000 })).length).toBeGreaterThan(5000)
  const { page } = used().dashboard
  await page.reload()
  await page.locator('main').waitFor()
})

it('notices what goes wrong in a page, and forgives what a test provokes', async () => {
  const { dashboard, place } = used()
  const tab = await dashboard.tab('/')
  expect(dashboard.watch.problems).toEqual([])
  await tab.evaluate(`document.body.append(Object.assign(new Image(), { src: 'http://127.0.0.1:1/x.png' }))
    document.body.setAttribute('style', 'color: red')
    try { document.body.innerHTML = '<img src=x onerror=alert(1)>' } catch {}
    setTimeout(() => { throw new Error('of the page') })`)
  await tab.evaluate("fetch('/api/nothing').then(() => 0)")
  await tab.close()
  const found = dashboard.takeProblems().join('\n')
  for (const part of [
    'policy: style-src-attr',
    'policy: require-trusted-types-for',
    'policy: img-src',
    'error of a script: Error: of the page',
    `404 to GET ${place.web.url}/api/nothing`,
  ])
    expect(found).toContain(part)
  const again = await dashboard.tab('/')
  await again.evaluate("fetch('/api/nothing').then(() => 0)")
  dashboard.watch.forgive(/api\/nothing/)
  await again.close()
})

it('tells what is not accessible, by the element', async () => {
  const { dashboard } = used()
  const tab = await dashboard.tab('/')
  await tab.evaluate("document.body.append(Object.assign(document.createElement('button'), { id: 'mute' }))")
  await expect(checkAccessibility(tab, { within: '#mute' })).rejects.toThrow(
    /button-name \(critical\)[\s\S]*#mute[\s\S]*<button id="mute">/,
  )
  expect(await sidewaysScroll(tab)).toBe(0)
  await tab.evaluate("Object.assign(document.body.appendChild(document.createElement('hr')).style, { width: '5000px' })")
  expect(await sidewaysScroll(tab)).toBeGreaterThan(100)
  await tab.close()
})

it('signs other browsers in, each by a code of its own, and lets none in without', async () => {
  const { dashboard, place } = used()
  const other = await dashboard.another({ theme: 'dark', viewport: { width: 360, height: 740 } })
  expect(await other.page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches && innerWidth")).toBe(360)
  const stranger = await dashboard.stranger()
  stranger.watch.forgive(/401/)
  const answer = await stranger.page.goto(place.web.url)
  expect(answer?.status()).toBe(401)
  await other.context.close()
  await stranger.context.close()
})
