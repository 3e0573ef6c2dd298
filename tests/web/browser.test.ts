import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { builtClient } from './built-client.ts'
import { openBrowser } from './open-browser.ts'
import { type WebPlace, webPlace } from './web-place.ts'

const XSS = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>'
const BIDI = '\u202e'
const client = builtClient()
const problems: string[] = []
let place: WebPlace
let browser: Browser
let context: BrowserContext
let page: Page

beforeAll(async () => {
  // Without a sandbox every command asks: the approvals of this test.
  place = await webPlace(client.dir, { 'a.ts': 'one\n', 'b.ts': 'two\n', 'c.md': '# c\n' }, { CLOSED_CLAW_SANDBOX: 'off' })
  browser = await openBrowser()
  context = await browser.newContext({ viewport: { width: 1100, height: 800 } })
  page = await context.newPage()
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
  await page.goto(place.web.signInUrl)
  await page.locator('#root > *').first().waitFor()
}, 30_000)
afterAll(async () => {
  await browser?.close()
  await place?.close()
})

async function startRun(task: string): Promise<void> {
  await page.goto(`${place.web.url}/new`)
  await page.getByLabel('What should be done?').fill(task)
  await page.getByRole('button', { name: 'Start run' }).click()
  await page.getByRole('tab', { name: 'Events' }).waitFor()
}

const badge = (status: string | RegExp) => page.locator('main header').getByText(status, { exact: true }).first()
const answer = () => page.getByRole('group', { name: 'answer', exact: true })

it('signs in, starts a run and shows it live to its end', async () => {
  await expect.poll(() => page.title()).toBe('Overview · claw')
  await startRun('How many TypeScript files are here?')
  await badge('completed').waitFor()
  expect(await answer().textContent()).toContain('2')
  await page.getByRole('button', { name: 'More' }).click()
  for (const name of ['Resume', 'Cancel'])
    expect(await page.getByRole('menuitem', { name: new RegExp(`^${name}`) }).getAttribute('aria-disabled')).toBe('true')
  await page.keyboard.press('Escape')
  await page.getByRole('heading', { name: /^Learned/ }).waitFor()
  expect(await page.getByRole('region', { name: /^Learned/ }).textContent()).toContain('How many TypeScript files are here -> 2')
  await page.getByRole('tab', { name: 'Events' }).click()
  await page
    .getByRole('button', { name: /tool.finished/ })
    .first()
    .click()
  expect(await page.getByRole('group', { name: /^event \d+/ }).textContent()).toContain('"tool": "file_io"')
}, 20_000)

it('asks for an approval in the inbox and goes on when it is allowed', async () => {
  await startRun('run the command `echo approved-by-browser`')
  await page.getByRole('navigation').getByRole('link', { name: 'Approvals' }).click()
  const card = page.locator('article[data-approval]')
  await card.waitFor()
  expect(await card.textContent()).toContain('echo approved-by-browser')
  expect(await card.textContent()).toContain('not verified')
  const run = await card.getByRole('link', { name: /^run / }).getAttribute('href')
  const why = await card.getByRole('link', { name: 'what the policy decided' }).getAttribute('href')
  expect(decodeURIComponent(why ?? '')).toBe(`/audit?q=run:${run?.split('/').at(-1)}&decision=ask`)
  await card.getByRole('button', { name: 'Allow once' }).click()
  await card.waitFor({ state: 'detached' })
  await page.goto(`${place.web.url}${run}`)
  await badge('completed').waitFor()
  expect(await answer().textContent()).toContain('approved-by-browser')
}, 20_000)

it('shows what always would save, saves it, and takes it back', async () => {
  await startRun('run the command `echo always-here`')
  const card = page.locator('article[data-approval]')
  await card.waitFor()
  for (const shown of ['sandbox none', 'everything that you can do', 'Always saves:', 'Always not:'])
    expect(await card.textContent()).toContain(shown)
  await card.getByRole('button', { name: 'Always' }).click()
  await badge('completed').waitFor()
  await page.goto(`${place.web.url}/approvals?tab=grants`)
  await page.getByRole('table', { name: 'Grants' }).getByText('always-here').first().waitFor()
  await startRun('run the command `echo always-here`')
  await badge('completed').waitFor()
  await page.goto(`${place.web.url}/approvals?tab=grants`)
  await page.getByRole('link', { name: /^1x, / }).click()
  await page.getByRole('table', { name: 'Records of the audit log' }).getByText('grant.used').first().waitFor()
  expect(new URL(page.url()).searchParams.get('q')).toBe(`tool:${(await place.app.listGrants())[0]?.grant_id}`)
  await page.goBack()
  await page.getByRole('button', { name: 'Revoke' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
  await page.getByText('Nothing is allowed for longer than its run').waitFor()
  expect(await place.app.listGrants()).toEqual([])
}, 40_000)

it('tells a denial with its reason, and sees an approval that was answered elsewhere go away', async () => {
  await startRun('run the command `echo denied`')
  const card = page.locator('article[data-approval]')
  await card.getByLabel(/Reason of a no/).fill('not today')
  await card.getByRole('button', { name: 'Deny and tell why' }).click()
  await badge(/^(failed|denied)$/).waitFor()
  expect((await place.app.listApprovals({ limit: 5, status: 'denied' }))[0]).toMatchObject({ note: 'not today' })
  await startRun('run the command `echo elsewhere`')
  await card.waitFor()
  const [pending] = await place.app.listApprovals({ limit: 5, status: 'pending' })
  await place.app.decideApproval(pending?.approval_id ?? '', { decision: 'approved', scope: 'once' })
  await card.waitFor({ state: 'detached' })
  await badge('completed').waitFor()
}, 20_000)

it('goes on by itself with a run that another face has parked', async () => {
  const parked = await place.app.startRun({ task: 'run the command `echo parked`', context: {}, plan_only: false })
  expect(await parked.done).toMatchObject({ status: 'waiting', exit_code: 6 })
  await page.goto(`${place.web.url}/runs/${parked.run_id}`)
  await page.getByRole('button', { name: 'Allow once' }).click()
  await page.locator('article[data-approval]').waitFor({ state: 'detached' })
  await badge('completed').waitFor()
  expect(await answer().textContent()).toContain('parked')
}, 20_000)

it('cancels a run that waits', async () => {
  await startRun('run the command `echo never`')
  await page.locator('article[data-approval]').waitFor()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'Cancel the run' }).click()
  await badge('cancelled').waitFor()
}, 20_000)

it('shows hostile text as text, in every place', async () => {
  await startRun(`search for "${XSS}${BIDI}"`)
  await badge(/^(completed|failed)$/).waitFor()
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain(`${XSS}\\u{202e}`)
  await page.goto(`${place.web.url}/runs`)
  await page.getByRole('table', { name: 'Runs' }).getByText(XSS).first().waitFor()
  expect(await page.evaluate('window.hacked')).toBeUndefined()
  expect(await page.locator('main img, main script').count()).toBe(0)
}, 20_000)

it('says when the server is gone', async () => {
  await startRun('How many TypeScript files are here?')
  await badge('completed').waitFor()
  await context.setOffline(true)
  await page
    .getByRole('banner')
    .getByText(/reconnecting|stale/)
    .waitFor()
  await context.setOffline(false)
  await page.getByRole('banner').getByText('live', { exact: true }).waitFor()
}, 20_000)

it('fits a phone and has no error of its own', async () => {
  await page.setViewportSize({ width: 360, height: 740 })
  for (const path of ['/runs', '/approvals', '/audit', new URL(page.url()).pathname]) {
    await page.goto(`${place.web.url}${path}`)
    await page.locator('main h1').waitFor()
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360)
  }
  expect(problems.filter((problem) => !problem.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([])
}, 20_000)
