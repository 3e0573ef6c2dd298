import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { checkAccessibility, sidewaysScroll } from '../../helpers/dashboard/check-accessibility.ts'
import { withDashboard } from '../../helpers/dashboard/with-dashboard.ts'

const used = withDashboard({ files: { 'notes/plan.md': '# Plan\n', 'a.ts': 'one\n' } })
const runs = async (): Promise<number> => (await used().place.app.status()).runs
const start = (page: Page) => page.getByRole('button', { name: 'Start run' })

test('a task is written in the dialog, says who takes it, is started by Ctrl+Enter and seen live', { timeout: 120_000 }, async () => {
  const page = await used().dashboard.go('/approvals')
  await page.getByRole('button', { name: 'New run' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'New run' })
  expect(await start(page).getAttribute('aria-disabled')).toBe('true')
  // Whoever opens it begins to write.
  await expect.poll(() => page.evaluate('document.activeElement?.tagName')).toBe('TEXTAREA')
  await dialog.getByRole('button', { name: 'Largest files' }).click()
  await dialog.getByText('It costs nothing: no model is asked.').waitFor()
  await dialog.getByText(/Recipes read the task/).waitFor()
  await dialog.getByLabel('What should be done?').focus()
  await page.keyboard.press('Control+Enter')
  await expect.poll(() => page.url()).toMatch(/\/runs\/[0-9a-f]{12}/)
  await expect.poll(() => page.locator('main').textContent(), { timeout: 15_000 }).toContain('completed')
})

test('pressed twice it starts one run, and a request that was lost on its way finds the run that it had made', {
  timeout: 120_000,
}, async () => {
  const { dashboard, place } = used()
  const page = await dashboard.go('/new?task=How many TypeScript files are here?')
  const before = await runs()
  await start(page).dblclick()
  await expect.poll(() => page.url()).toMatch(/\/runs\/[0-9a-f]{12}/)
  expect(await runs()).toBe(before + 1)
  await dashboard.go('/new?task=How many files are here?')
  let lost = true
  await page.route('**/api/runs', async (route) => {
    if (!lost || route.request().method() !== 'POST') return route.continue()
    lost = false
    await route.fetch()
    return route.abort()
  })
  await start(page).click()
  await page.getByText('claw does not answer.').first().waitFor()
  await start(page).click()
  await expect.poll(() => page.url()).toMatch(/\/runs\/[0-9a-f]{12}/)
  expect(await runs()).toBe(before + 2)
  await page.unroute('**/api/runs')
  dashboard.watch.forgive(/ERR_FAILED|\/api\/runs/)
  expect(place.app.config.provider).toBe('rules')
})

test('@ completes a path by the keyboard alone', { timeout: 120_000 }, async () => {
  const page = await used().dashboard.go('/new')
  const task = page.getByLabel('What should be done?')
  await task.pressSequentially('count the lines of @pla')
  await page.getByRole('button', { name: 'notes/plan.md' }).waitFor()
  await page.keyboard.press('Tab')
  expect(await task.inputValue()).toBe('count the lines of notes/plan.md ')
})

test('options are checked before they are sent, are real, and come back to be edited', { timeout: 120_000 }, async () => {
  const { dashboard, place } = used()
  const page = await dashboard.go('/new?task=How many TypeScript files are here?&tags=a b')
  await page.getByText(/takes words of letters/).waitFor()
  expect(await start(page).getAttribute('aria-disabled')).toBe('true')
  await page.getByLabel('Tags').fill('nightly')
  await page.getByLabel('Context').fill('[1]')
  await page.getByText('is JSON, but not an object').waitFor()
  await page.getByLabel('Context').fill('{"why": "test"}')
  await page.getByRole('checkbox', { name: 'Plan only' }).check()
  await page.getByRole('textbox', { name: 'Max tokens' }).fill('4000')
  await start(page).click()
  await expect.poll(() => page.url()).toMatch(/\/runs\/[0-9a-f]{12}/)
  const run_id = /[0-9a-f]{12}/.exec(page.url())?.[0] ?? ''
  expect(await place.app.rerunOptions(run_id)).toMatchObject({
    plan_only: true,
    tags: ['nightly'],
    context: { why: 'test' },
    max_tokens: 4000,
  })
  await dashboard.go(`/new?from=${run_id}`)
  await page.getByText(/Options: .*tags nightly/).waitFor()
  expect(await page.getByLabel('What should be done?').inputValue()).toBe('How many TypeScript files are here?')
})

test('what cannot be started says why and how to mend it', { timeout: 120_000 }, async () => {
  const page = await used().dashboard.go('/new?task=Sing of the sea&provider=openai')
  await page
    .getByText(/there is no OPENAI_API_KEY/)
    .first()
    .waitFor()
  expect(await start(page).getAttribute('aria-disabled')).toBe('true')
})

test.each([
  ['light', 360],
  ['dark', 768],
  ['light', 1280],
] as const)('is accessible: %s, %i pixels', { timeout: 120_000 }, async (theme, width) => {
  const browser = await used().dashboard.another({ theme, viewport: { width, height: 800 } })
  const page = await browser.go('/new?task=How many files are here?&tags=a')
  await page.getByText('It costs nothing').waitFor()
  await checkAccessibility(page)
  expect(await sidewaysScroll(page)).toBe(0)
  await browser.context.close()
})
