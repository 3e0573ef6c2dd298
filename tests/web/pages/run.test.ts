import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import type { EventType, RunEvent } from '../../../src/protocol/events.ts'
import { checkAccessibility, sidewaysScroll } from '../../helpers/dashboard/check-accessibility.ts'
import { seedLongRun } from '../../helpers/dashboard/seed-long-run.ts'
import { SEED_TASKS } from '../../helpers/dashboard/seed-script.ts'
import { withDashboard } from '../../helpers/dashboard/with-dashboard.ts'
import { openRegistry } from '../../menu/seed-runs.ts'

const used = withDashboard({ seeded: true })
const SLOW = 60_000

const status = (page: Page, word: string | RegExp) => page.locator('main header').getByText(word, { exact: true }).first()
const open = async (path: string): Promise<Page> => used().dashboard.go(`/runs/${path}`)
const step = (page: Page, name: string) => page.getByRole('treeitem').filter({ hasText: name }).first()

async function eventOf<T extends EventType>(run_id: string, type: T, fits: (event: Extract<RunEvent, { type: T }>) => boolean) {
  const found = (await used().place.app.events(run_id)).find(
    (event) => event.type === type && fits(event as Extract<RunEvent, { type: T }>),
  )
  if (found === undefined) throw new Error(`no ${type}`)
  return found as Extract<RunEvent, { type: T }>
}

it('follows a run of the rules live to its end: graph, timeline, events, answer', { timeout: SLOW }, async () => {
  const { place } = used()
  const task = 'How many TypeScript files are here, and which five are the largest?'
  const { run_id } = await place.app.startDetached({ task, context: {}, plan_only: false }, { wait: true })
  const page = await open(run_id)
  await status(page, 'completed').waitFor()
  // Before it stands how much waits for an answer.
  await expect.poll(() => page.title()).toContain(`Run ${run_id.slice(0, 4)}: ${task.slice(0, 60)} · claw`)
  expect(await page.getByRole('group', { name: 'answer', exact: true }).textContent()).toContain('3')
  await page.locator('.react-flow__node').getByText('done').first().waitFor()
  expect(await page.getByRole('list', { name: 'Stages of the coordinator' }).getByRole('listitem').count()).toBe(6)
  await page.getByRole('tab', { name: 'Timeline' }).click()
  await page.getByRole('option').nth(3).waitFor()
  await page.getByRole('tab', { name: 'Events' }).click()
  await page.getByRole('button', { name: /run\.ended/ }).waitFor()
})

it('shows exactly what an agent was told, what it wanted, what was decided and what came of it', { timeout: SLOW }, async () => {
  const run_id = used().seeded.runs.report
  const page = await open(`${run_id}?tab=steps`)
  const requested = await eventOf(
    run_id,
    'tool.requested',
    ({ subtask_id, data }) => subtask_id === 'report' && JSON.stringify(data.args).includes('write'),
  )
  await step(page, 'report.2').click()
  expect(await page.getByRole('group', { name: 'arguments', exact: true }).textContent()).toBe(JSON.stringify(requested.data.args, null, 2))
  const decided = await eventOf(
    run_id,
    'tool.decided',
    ({ subtask_id, data }) => subtask_id === 'report' && data.intent_id === requested.data.intent_id,
  )
  const detail = page.getByRole('article')
  for (const told of [decided.data.rule, decided.data.reason, requested.data.args_hash, 'not verified'])
    expect(await detail.textContent()).toContain(told)
  const finished = await eventOf(
    run_id,
    'tool.finished',
    ({ subtask_id, data }) => subtask_id === 'report' && data.intent_id === requested.data.intent_id,
  )
  expect(await page.getByRole('group', { name: 'result', exact: true }).textContent()).toBe(JSON.stringify(finished.data.result, null, 2))
  const record = detail.getByRole('link', { name: /^Record \d+ of the audit log$/ })
  await expect.poll(() => record.getAttribute('href')).toMatch(/^\/audit\/\d+$/)
  const n = Number((await record.getAttribute('href'))?.split('/').at(-1))
  expect((await used().place.app.explainAudit(n)).record).toMatchObject({
    run_id,
    args_hash: requested.data.args_hash,
    action: 'tool.call',
  })
  const { agent_id } = (await eventOf(run_id, 'subtask.started', ({ subtask_id }) => subtask_id === 'report')).data
  expect(await detail.getByRole('link', { name: agent_id, exact: true }).getAttribute('href')).toBe(`/agents/${agent_id}`)
  await step(page, 'report.1').click()
  const asked = await eventOf(run_id, 'model.requested', ({ subtask_id, data }) => subtask_id === 'report' && data.purpose === 'agent')
  await page.getByRole('region', { name: 'Prompt' }).waitFor()
  for (const [n, { role, content }] of asked.data.messages.entries())
    expect(await page.getByRole('group', { name: `message ${n + 1}, ${role}`, exact: true }).textContent()).toBe(content)
  await page.getByRole('button', { name: 'Tool calls' }).click()
  expect(await page.getByRole('treeitem').filter({ hasText: 'gpt-4o-mini' }).count()).toBe(0)
  expect(await page.getByRole('treeitem').filter({ hasText: 'file_io' }).count()).toBe(4)
})

it('says in a sentence why a run failed, and leads to the event that tells it', { timeout: SLOW }, async () => {
  const page = await open(used().seeded.runs.partial)
  await page.getByText(/Subtask archive .* failed at attempt 2 with PATH_NOT_FOUND/).waitFor()
  await page.getByRole('button', { name: 'The event that tells it' }).click()
  const seq = new URL(page.url()).searchParams.get('event')
  await expect.poll(() => page.getByRole('group', { name: `event ${seq}`, exact: true }).textContent()).toContain('PATH_NOT_FOUND')
})

it('goes on with a run whose process was killed, and cancels it', { timeout: SLOW }, async () => {
  const { place } = used()
  const started = await place.app.startDetached(
    { task: SEED_TASKS.cancelled, context: {}, plan_only: false, agent_id: 'station-keeper' },
    { wait: true },
  )
  const page = await open(started.run_id)
  await expect
    .poll(async () => (await place.app.events(started.run_id)).some(({ type }) => type === 'model.requested'), { timeout: 20_000 })
    .toBe(true)
  expect(await page.getByRole('button', { name: 'Resume', exact: true }).getAttribute('aria-disabled')).toBe('true')
  if (started.pid !== null) process.kill(started.pid, 'SIGKILL')
  await status(page, 'interrupted').waitFor({ timeout: 20_000 })
  await page.getByRole('button', { name: 'Resume', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Resume', exact: true }).click()
  await status(page, 'running').waitFor({ timeout: 20_000 })
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'Cancel the run' }).click()
  await status(page, 'cancelled').waitFor({ timeout: 20_000 })
  expect((await place.app.events(started.run_id)).some(({ type }) => type === 'run.resumed')).toBe(true)
})

it('answers what it waits for right there, and says what cannot be done now and why', { timeout: SLOW }, async () => {
  const page = await open(used().seeded.runs.answer)
  await page.getByText('Which station, and what is its new name?').first().waitFor()
  expect(await page.getByRole('button', { name: 'Resume', exact: true }).getAttribute('aria-disabled')).toBe('true')
  await page.getByRole('button', { name: 'Hamburg', exact: true }).click()
  // It had parked, and goes on by itself with the last answer that it waits for.
  await status(page, 'completed').waitFor({ timeout: 20_000 })
})

it('forks from a step with something changed, and leads to the fork', { timeout: SLOW }, async () => {
  const run_id = used().seeded.runs.report
  const page = await open(`${run_id}?tab=steps&step=synthesis`)
  await step(page, 'synthesis').waitFor()
  await page.getByRole('button', { name: 'Fork', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('synthesis').first().waitFor()
  await dialog.getByRole('combobox', { name: 'What is to be different?' }).click()
  await page.getByRole('option', { name: /^temperature/ }).click()
  await dialog.getByRole('textbox', { name: /^temperature/ }).fill('0.4')
  await dialog.getByRole('button', { name: 'Fork', exact: true }).click()
  await page.waitForURL((url) => !url.pathname.includes(run_id))
  await page.getByText('Forked from').waitFor()
  await status(page, 'completed').waitFor({ timeout: 20_000 })
  const fork = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  expect(await eventOf(fork, 'run.forked', () => true)).toMatchObject({
    data: { parent: run_id, step: 'synthesis', set: ['temperature=0.4'] },
  })
})

it('keeps every state in the address', { timeout: SLOW }, async () => {
  const run_id = used().seeded.runs.report
  const page = await open(`${run_id}?tab=events&type=tool&subtask=report`)
  await page
    .getByText('6 of 67')
    .or(page.getByText(/^\d+ of \d+$/))
    .first()
    .waitFor()
  const first = page.getByRole('button', { name: /tool\.requested/ }).first()
  await first.click()
  await expect.poll(() => page.url()).toMatch(/event=\d+/)
  await page.reload()
  await page.getByRole('group', { name: /^event \d+$/ }).waitFor()
  expect(await page.getByRole('button', { name: /model\./ }).count()).toBe(0)
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await expect.poll(() => page.url()).not.toContain('type=')
  const steps = await open(`${run_id}?tab=steps&step=report/1`)
  await steps.getByRole('heading', { level: 2, name: 'attempt 1' }).waitFor()
  const files = await open(`${run_id}?tab=files&file=report.md`)
  await files.getByRole('heading', { level: 2, name: 'report.md' }).waitFor()
})

it('is worked by the keyboard alone', { timeout: SLOW }, async () => {
  const page = await open(`${used().seeded.runs.report}?tab=steps`)
  const tree = page.getByRole('tree')
  await tree.focus()
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowLeft']) await page.keyboard.press(key)
  await expect.poll(() => page.locator('[role=treeitem][aria-selected=true]').getAttribute('aria-expanded')).toBe('false')
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => page.locator('[role=treeitem][aria-selected=true]').getAttribute('aria-expanded')).toBe('true')
  await page.getByRole('tab', { name: 'Timeline' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('listbox').focus()
  for (const key of ['ArrowDown', '+', '+', 'ArrowRight', 'Enter']) await page.keyboard.press(key)
  await page.getByRole('tree').waitFor()
  await page.getByRole('tab', { name: 'Overview' }).focus()
  await page.keyboard.press('Enter')
  const node = page.locator('.react-flow__node button', { hasText: 'Write the report' })
  await node.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 2, name: /Write the report/ }).waitFor()
})

it('goes to the form of a new run, filled in as this one was started', { timeout: SLOW }, async () => {
  const run_id = used().seeded.runs.interrupted
  const page = await open(run_id)
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Rerun with edits' }).click()
  await expect.poll(() => page.getByLabel('What should be done?').inputValue()).toBe('Describe every station in great detail')
  await page.getByText(/Options: .*station-keeper/).waitFor()
  expect(page.url()).toContain(`/new?from=${run_id}`)
})

it('gives the bundle as a file with a safe name', { timeout: SLOW }, async () => {
  const run_id = used().seeded.runs.report
  const page = await open(run_id)
  await page.getByRole('button', { name: 'More' }).click()
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: 'Download the bundle' }).click()])
  expect(download.suggestedFilename()).toBe(`claw-run-${run_id}.zip`)
  expect(
    readFileSync(await download.path())
      .subarray(0, 2)
      .toString(),
  ).toBe('PK')
})

it('opens a run of 10 000 events at once, and scrolls through it', { timeout: SLOW }, async () => {
  const { place } = used()
  const store = openRegistry(place)
  const run_id = seedLongRun(store, 10_000)
  store.close()
  const { page } = used().dashboard
  // Of the page's own thread, without what else the machine does meanwhile.
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
  await open(`${run_id}?tab=events`)
  await page.getByRole('button', { name: /run\.ended/ }).waitFor()
  const { metrics } = await devtools.send('Performance.getMetrics')
  const seconds = metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN
  const wall = await page.evaluate<number>('performance.now() / 1000')
  console.info(`10 000 events: ${seconds.toFixed(2)} s of work, the last one seen after ${wall.toFixed(2)} s`)
  expect(seconds).toBeLessThan(3)
  expect(await page.locator('main li').count()).toBeLessThan(200)
  const box = page.getByRole('group', { name: 'Events', exact: true })
  await box.focus()
  await page.keyboard.press('Home')
  await page.getByRole('button', { name: /run\.started/ }).waitFor()
  await page.getByRole('button', { name: 'Jump to newest' }).click()
  await page.getByRole('button', { name: /run\.ended/ }).waitFor()
  await page.reload()
  await page.getByRole('button', { name: /run\.ended/ }).waitFor()
  expect(await page.getByRole('button', { name: 'Jump to newest' }).count()).toBe(0)
  await page.getByRole('searchbox').fill('part-5 PATH_NOT')
  await page.getByText(/^\d+ of 10000$/).waitFor()
})

it('is accessible in both themes and at every width', { timeout: 300_000 }, async () => {
  const { dashboard, seeded } = used()
  const { report, waiting } = seeded.runs
  const event = (await eventOf(report, 'tool.finished', () => true)).seq
  const views = [
    report,
    `${report}?tab=steps&step=report/1`,
    `${report}?tab=timeline`,
    `${report}?tab=events&event=${event}`,
    `${report}?tab=files`,
    `${report}?tab=cost`,
    `${report}?tab=raw`,
    waiting,
  ]
  for (const [theme, widths] of [
    ['light', [360, 1280]],
    ['dark', [768]],
  ] as const) {
    const browser = await dashboard.another({ theme })
    for (const view of views) {
      await browser.go(`/runs/${view}`)
      await browser.page.getByRole('tabpanel').first().waitFor()
      // The buttons of an approval come up slowly, so that no press meant for something else hits them.
      if (view === waiting) await browser.page.waitForTimeout(1000)
      for (const width of widths) {
        await browser.page.setViewportSize({ width, height: 800 })
        await expect.poll(() => sidewaysScroll(browser.page), { message: `${view} at ${width}` }).toBe(0)
        await checkAccessibility(browser.page)
      }
    }
    await browser.context.close()
  }
})

// The last one: it takes the files of the run back.
it('undoes what was shown before', { timeout: SLOW }, async () => {
  const { seeded, place } = used()
  const page = await open(`${seeded.runs.report}?tab=files`)
  await page.getByRole('button', { name: /README\.md/ }).waitFor()
  await page.getByRole('list', { name: 'Changes of README.md' }).getByText('added: - Bergen').waitFor()
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: /Undo/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('list', { name: 'What would change in README.md' }).getByText('removed: - Bergen').waitFor()
  expect(existsSync(join(place.workspace, 'report.md'))).toBe(true)
  await dialog.getByRole('button', { name: 'Put all 2 back' }).click()
  await dialog.waitFor({ state: 'detached' })
  expect(existsSync(join(place.workspace, 'report.md'))).toBe(false)
  expect(readFileSync(join(place.workspace, 'README.md'), 'utf8')).not.toContain('Bergen')
})
