import type { BrowserContext, Page, Request } from 'playwright-core'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startWeb } from '../../../web/server/start-web.ts'
import { builtPages } from '../../helpers/dashboard/built-pages.ts'
import type { DashboardBrowser } from '../../helpers/dashboard/open-dashboard.ts'
import { seedLongRun } from '../../helpers/dashboard/seed-long-run.ts'
import { withDashboard } from '../../helpers/dashboard/with-dashboard.ts'
import { openRegistry } from '../../menu/seed-runs.ts'

const used = withDashboard()
/** Nine tests at once on two cores are slow; what is waited for comes at once otherwise. */
const SOON = { timeout: 15_000 }
let browser: DashboardBrowser
let streams: ReturnType<typeof countStreams>

beforeEach(async () => {
  browser = await used().dashboard.another()
  streams = countStreams(browser.context)
  await browser.go('/runs')
  await live(browser.page)
})
afterEach(async () => {
  await browser.context.close()
  for (const { approval_id } of await used().place.app.listApprovals({ limit: 10, status: 'pending' }))
    await used().place.app.decideApproval(approval_id, { decision: 'denied' })
})

/** Streams that the tabs of a browser hold open. A tab that is closed does not say what became of its requests. */
function countStreams(context: BrowserContext): { readonly open: number; readonly opened: number } {
  const open = new Map<Request, Page>()
  let opened = 0
  context.on('request', (request) => {
    if (!request.url().includes('/api/events')) return
    open.set(request, request.frame().page())
    opened += 1
  })
  context.on('requestfinished', (request) => void open.delete(request))
  context.on('requestfailed', (request) => void open.delete(request))
  return {
    get open() {
      return [...open.values()].filter((page) => !page.isClosed()).length
    },
    get opened() {
      return opened
    },
  }
}

const chip = (page: Page) => page.locator('[data-state][role=status]').first()
const live = (page: Page) => state(page, 'live')
const state = (page: Page, name: string) => expect.poll(() => chip(page).getAttribute('data-state'), { timeout: 20_000 }).toBe(name)
/** How many approvals wait, as the navigation of the tab says. */
const waiting = (page: Page) => page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Approvals' }).textContent()

/** A run that parks with an approval, as a terminal would start it. */
async function park(): Promise<string> {
  const { app } = used().place
  const run = await app.startRun({ task: 'run the command `echo x`', context: {}, plan_only: false })
  await run.done
  return (await app.listApprovals({ limit: 1, status: 'pending' }))[0]?.approval_id ?? ''
}

it('twelve tabs hold one stream; all are told; when the leader closes another one leads at once', async () => {
  const tabs = [browser.page]
  for (let n = 1; n < 12; n += 1) tabs.push(await browser.tab('/runs'))
  await Promise.all(tabs.map(live))
  expect(streams.open).toBe(1)
  const approval = await park()
  await Promise.all(tabs.map((tab) => expect.poll(() => waiting(tab), SOON).toMatch('1')))
  expect(streams.open).toBe(1)
  await tabs.shift()?.close()
  await expect.poll(() => streams.open, SOON).toBe(1)
  await used().place.app.decideApproval(approval, { decision: 'denied' })
  await Promise.all(tabs.map((tab) => expect.poll(() => waiting(tab), SOON).not.toMatch('1')))
  await Promise.all(tabs.map(live))
  expect([streams.open, streams.opened]).toEqual([1, 2])
}, 90_000)

it('a leader that the browser freezes lets another tab lead, and is up to date when it wakes', async () => {
  const other = await browser.tab('/runs')
  await live(other)
  // Chromium freezes no tab that is seen, and without a window all are: the page is told what it would be told.
  await browser.page.evaluate("document.dispatchEvent(new Event('freeze'))")
  await expect.poll(() => streams.opened, SOON).toBe(2)
  await park()
  await expect.poll(() => waiting(other), SOON).toMatch('1')
  await browser.page.evaluate("document.dispatchEvent(new Event('resume'))")
  await expect.poll(() => waiting(browser.page), SOON).toMatch('1')
  await live(browser.page)
  await expect.poll(() => streams.open, SOON).toBe(1)
}, 90_000)

it('offline and back: said in every tab, and nothing is missing', async () => {
  browser.watch.forgive(/INTERNET_DISCONNECTED|ERR_NETWORK/)
  const other = await browser.tab('/runs')
  await live(other)
  await browser.context.setOffline(true)
  await Promise.all(
    [browser.page, other].map((tab) => expect.poll(() => chip(tab).getAttribute('data-state'), { timeout: 25_000 }).not.toBe('live')),
  )
  await park()
  await browser.context.setOffline(false)
  await Promise.all([browser.page, other].map(live))
  await Promise.all([browser.page, other].map((tab) => expect.poll(() => waiting(tab), SOON).toMatch('1')))
}, 90_000)

it('the server ends and another one takes its place: the tab asks for a sign-in once, and not again and again', async () => {
  const { place } = used()
  browser.watch.forgive(/401|REFUSED|EMPTY_RESPONSE|INCOMPLETE/)
  const own = await startWeb({ app: place.app, settings: place.settings, host: '127.0.0.1', port: 0, clientDir: builtPages() })
  const port = Number(new URL(own.url).port)
  const { page, context, watch } = await used().dashboard.stranger()
  watch.forgive(/401|REFUSED|EMPTY_RESPONSE|INCOMPLETE|request to elsewhere/)
  await page.goto(own.signInUrl)
  await live(page)
  await own.close()
  await expect.poll(() => chip(page).getAttribute('data-state'), SOON).toMatch(/reconnecting|stale/)
  const next = await startWeb({ app: place.app, settings: place.settings, host: '127.0.0.1', port, clientDir: builtPages() })
  let asked = 0
  page.on('response', (response) => {
    if (response.url().includes('/api/events')) asked += 1
  })
  await page.getByText(/sign/i).first().waitFor({ timeout: 20_000 })
  const before = asked
  await new Promise((resolve) => setTimeout(resolve, 4000))
  expect(asked).toBe(before)
  await page.goto(next.signInUrl)
  await live(page)
  await context.close()
  await next.close()
}, 90_000)

it('a run of 10 000 events is there soon', async () => {
  const store = openRegistry(used().place)
  const run_id = seedLongRun(store, 10_000)
  store.close()
  await browser.page.evaluate(`history.pushState({}, '', '/runs/${run_id}'); dispatchEvent(new PopStateEvent('popstate'))`)
  await browser.page.getByRole('heading', { level: 1, name: 'A long run of 10000 events' }).waitFor(SOON)
}, 90_000)
