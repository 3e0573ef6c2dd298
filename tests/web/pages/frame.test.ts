import type { Page } from 'playwright-core'
import { beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { checkAccessibility, sidewaysScroll } from '../../helpers/dashboard/check-accessibility.ts'
import { withDashboard } from '../../helpers/dashboard/with-dashboard.ts'

const TASK = 'How many TypeScript files are here?'
const DARK = 'rgb(15, 19, 21)'
/** The ground behind the page, frame by frame. */
const WATCH_GROUND = `
  window.grounds = []
  const look = () => {
    if (document.body !== null) grounds.push(getComputedStyle(document.body).backgroundColor)
    if (grounds.length < 30) requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
`
vi.setConfig({ testTimeout: 60_000 })
const used = withDashboard({ files: { 'a.ts': 'one\n', 'b.ts': 'two\n' } })
let run_id: string
let page: Page

beforeAll(async () => {
  const run = await used().place.app.startRun({ task: TASK, context: {}, plan_only: false })
  await run.done
  run_id = run.run_id
}, 90_000)
beforeEach(async () => {
  page = await used().dashboard.go('/runs')
  await heading('Runs').waitFor()
})

const heading = (name: string) => page.getByRole('heading', { level: 1, name })
const path = () => new URL(page.url()).pathname
const palette = () => page.getByRole('dialog', { name: 'Search and commands' })
const preferences = (scope: Page) => scope.evaluate<Record<string, string>>('({ ...document.documentElement.dataset })')

it('goes by letters from place to place, and says where it is', async () => {
  await page.keyboard.press('g')
  await page.keyboard.press('p')
  await heading('Approvals').waitFor()
  expect(path()).toBe('/approvals')
  await expect.poll(() => page.title()).toBe('Approvals · claw')
  await expect.poll(() => page.evaluate('document.activeElement.tagName')).toBe('H1')
  expect(await page.getByRole('navigation').getByRole('link', { name: 'Approvals' }).getAttribute('aria-current')).toBe('page')
  await page.keyboard.press('g')
  await page.keyboard.press('q')
  await page.keyboard.press('g')
  await page.keyboard.press('u')
  await heading('Audit').waitFor()
  await page.goBack()
  await heading('Approvals').waitFor()
})

it('takes no letter where something is typed, and none at all when they are switched off', async () => {
  await page.keyboard.press('/')
  await page.keyboard.type('gp?n')
  expect(path()).toBe('/runs')
  expect(await page.getByRole('dialog').count()).toBe(0)
  await page.locator('main input[type=search]').blur()
  await page.keyboard.press('?')
  const keys = page.getByRole('dialog', { name: 'Keys' })
  for (const text of ['Search and commands', 'New run', 'Approvals', 'Audit']) await keys.getByText(text, { exact: true }).waitFor()
  await checkAccessibility(page, { within: '[role=dialog]' })
  const letters = await keys.locator('dd').allTextContents()
  expect(letters.filter((letter, n) => letters.indexOf(letter) !== n)).toEqual([])
  await keys.getByRole('switch').click()
  await page.keyboard.press('Escape')
  await keys.waitFor({ state: 'detached' })
  await page.keyboard.press('g')
  await page.keyboard.press('p')
  await page.keyboard.press('?')
  expect(path()).toBe('/runs')
  await page.getByRole('button', { name: 'Keys' }).click()
  await keys.getByRole('switch').click()
  expect(await preferences(page)).toMatchObject({ keys: 'on' })
})

it('finds places, things to do and runs by their names', async () => {
  await page.keyboard.press('Control+k')
  await palette().waitFor()
  await checkAccessibility(page)
  await page.keyboard.type('inbox')
  await palette()
    .getByRole('option', { name: /Approvals/ })
    .waitFor()
  expect(await palette().getByRole('option').count()).toBe(1)
  await page.keyboard.press('Enter')
  await heading('Approvals').waitFor()
  await page.getByRole('button', { name: /^Search/ }).click()
  await page.keyboard.type(run_id.slice(0, 8))
  await palette().getByRole('option', { name: TASK }).waitFor()
  await page.keyboard.press('Enter')
  await heading(TASK).waitFor()
  expect(path()).toBe(`/runs/${run_id}`)
  await page.keyboard.press('4')
  await expect.poll(() => new URL(page.url()).search).toBe('?tab=events')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('steps of this')
  await palette().getByRole('option', { name: 'Steps of this run' }).waitFor()
  await page.keyboard.press('Enter')
  await expect.poll(() => new URL(page.url()).search).toBe('?tab=steps')
  for (const [text, option] of [
    ['file-analyst', /file-analyst/],
    ['sql_query', /sql_query/],
    ['AGENTS_PER_RUN', /CLOSED_CLAW_MAX_AGENTS_PER_RUN/],
  ] as const) {
    await page.keyboard.press('Control+k')
    await page.keyboard.type(text)
    await palette().getByRole('option', { name: option }).first().waitFor()
    await page.keyboard.press('Escape')
    await palette().waitFor({ state: 'detached' })
  }
  await page.keyboard.press('Control+k')
  await page.keyboard.type('nothing is called this')
  await palette().getByText('Nothing has that name.').waitFor()
  await page.keyboard.press('Escape')
  await palette().waitFor({ state: 'detached' })
  expect(path()).toBe(`/runs/${run_id}`)
})

it('opens at the address of a run, and goes back to where it was on the page', async () => {
  await used().dashboard.go(`/runs/${run_id}`)
  await heading(TASK).waitFor()
  await page.reload()
  await heading(TASK).waitFor()
  await page.setViewportSize({ width: 1280, height: 300 })
  await page.evaluate('scrollTo(0, 150)')
  await expect.poll(() => page.evaluate('scrollY')).toBe(150)
  await page.getByRole('navigation').getByRole('link', { name: 'Audit' }).click()
  await heading('Audit').waitFor()
  await page.goBack()
  await heading(TASK).waitFor()
  await expect.poll(() => page.evaluate('scrollY')).toBe(150)
  await page.setViewportSize({ width: 1280, height: 800 })
})

it('says what is wrong with an address, with a way out', async () => {
  await used().dashboard.go('/no/such/place')
  await heading('There is no such page').waitFor()
  expect(await page.locator('main').textContent()).toContain('/no/such/place')
  await checkAccessibility(page)
  await page.getByRole('link', { name: 'See all runs' }).click()
  await heading('Runs').waitFor()
  await used().dashboard.go('/audit?colour=%3Cb%3Ered')
  await heading('This address does not fit its page').waitFor()
  expect(await page.locator('main').textContent()).toContain("'colour' is not asked for here.")
  await page.getByRole('link', { name: 'Open the page without them' }).click()
  await heading('Audit').waitFor()
  expect(new URL(page.url()).search).toBe('')
})

it('paints in the chosen theme from the first frame on', async () => {
  await page.getByRole('button', { name: 'This browser' }).click()
  await page.getByRole('menuitemradio', { name: 'dark' }).click()
  await page.keyboard.press('Escape')
  const tab = await used().dashboard.context.newPage()
  await tab.addInitScript({ content: WATCH_GROUND })
  await tab.goto(`${used().place.web.url}/approvals`)
  await tab.getByRole('heading', { level: 1 }).waitFor()
  const grounds = await tab.evaluate<string[]>('window.grounds')
  expect(new Set(grounds)).toEqual(new Set([DARK]))
  expect(grounds.length).toBeGreaterThan(2)
  await checkAccessibility(tab)
  await tab.close()
})

it('keeps theme and density, and tells the other tabs', async () => {
  const tab = await used().dashboard.tab('/approvals')
  await tab.getByRole('heading', { level: 1 }).waitFor()
  const row = (scope: Page) => scope.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--row')")
  expect(await row(tab)).toBe('2.5rem')
  await page.getByRole('button', { name: 'This browser' }).click()
  await page.getByRole('menuitemradio', { name: 'light' }).click()
  await page.getByRole('menuitemradio', { name: 'compact' }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Fold' }).click()
  const chosen = { theme: 'light', density: 'compact', sidebar: 'folded' }
  expect(await preferences(page)).toMatchObject(chosen)
  await expect.poll(() => preferences(tab)).toMatchObject(chosen)
  expect(await row(tab)).toBe('1.875rem')
  await tab.reload()
  expect(await preferences(tab)).toMatchObject(chosen)
  await checkAccessibility(page)
  await tab.close()
  await page.getByRole('button', { name: 'Unfold' }).click()
})

it('draws the places in over the page on a phone', async () => {
  await page.setViewportSize({ width: 360, height: 740 })
  const places = page.getByRole('dialog', { name: 'Places' })
  await page.getByRole('button', { name: 'Places' }).click()
  await checkAccessibility(page)
  await places.getByRole('link', { name: 'Audit' }).click()
  await heading('Audit').waitFor()
  await places.waitFor({ state: 'detached' })
  expect(await sidewaysScroll(page)).toBe(0)
  await page.setViewportSize({ width: 768, height: 900 })
  await checkAccessibility(page)
  expect(await sidewaysScroll(page)).toBe(0)
  await page.setViewportSize({ width: 1280, height: 800 })
})

it('skips to the page by its first key', async () => {
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  expect(await page.evaluate('document.activeElement.id')).toBe('main')
  expect(page.url()).not.toContain('#')
})

it('goes on around a page whose code does not come', async () => {
  used().dashboard.watch.forgive(/ERR_FAILED|The code of this page did not come|dynamically imported module/)
  await page.route('**/assets/audit-page-*.js', (route) => route.abort())
  await page.evaluate('window.kept = true')
  await page.getByRole('navigation').getByRole('link', { name: 'Audit' }).click()
  await heading('This page could not be shown').waitFor()
  expect(await page.evaluate('window.kept')).toBe(true)
  await page.getByRole('navigation').getByRole('link', { name: 'Approvals' }).click()
  await heading('Approvals').waitFor()
  await page.goBack()
  await page.getByRole('button', { name: 'Reload' }).waitFor()
  await page.unroute('**/assets/audit-page-*.js')
  await page.getByRole('button', { name: 'Reload' }).click()
  await heading('Audit').waitFor()
  await page.route('**/assets/palette-*.js', (route) => route.abort())
  // Base UI tells an urgent toast to screen readers apart, and hides it from them until F6 leads there.
  const toast = page.getByRole('button', { name: 'Reload', includeHidden: true })
  await page.keyboard.press('Control+k')
  await toast.waitFor()
  await heading('Audit').waitFor()
  await page.unroute('**/assets/palette-*.js')
  await toast.click()
  await heading('Audit').waitFor()
})

it('says on every page that claw was updated under it', async () => {
  await page.route('**/api/status', async (route) => {
    const answer = await route.fetch()
    await route.fulfill({ response: answer, json: { ...(await answer.json()), program_changed: true } })
  })
  await page.reload()
  await page.getByText('claw was updated since this dashboard was started').waitFor()
  await checkAccessibility(page)
  await page.unroute('**/api/status')
  await page.reload()
  await heading('Runs').waitFor()
})

it('says what to do when the session is gone', async () => {
  const other = await used().dashboard.another()
  // Its stream ends with the session.
  other.watch.forgive(/401|ERR_INCOMPLETE_CHUNKED_ENCODING/)
  await other.go('/runs')
  await other.page.getByRole('heading', { level: 1, name: 'Runs' }).waitFor()
  await other.page.getByRole('button', { name: 'This browser' }).click()
  await other.page.getByRole('menuitem', { name: 'sign out' }).click()
  await other.page.getByRole('heading', { name: 'This browser is not signed in' }).waitFor()
  expect(await other.page.locator('main').textContent()).toContain('claw web')
})
