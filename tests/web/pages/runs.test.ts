import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { checkAccessibility, sidewaysScroll } from '../../helpers/dashboard/check-accessibility.ts'
import { openDashboard } from '../../helpers/dashboard/open-dashboard.ts'
import { withDashboard } from '../../helpers/dashboard/with-dashboard.ts'
import { openRegistry, seedRuns } from '../../menu/seed-runs.ts'

const used = withDashboard({ seeded: true })
const rows = (page: Page) => page.getByRole('table', { name: 'Runs' }).locator('tbody tr')
/** In the page: how long it takes until every row of the list holds the words. */
const UNTIL_FOUND = `(last) => new Promise((done) => {
  const start = performance.now()
  const look = () => {
    const rows = [...document.querySelectorAll('table[aria-label="Runs"] tbody tr')].map((row) => row.textContent)
    if (rows.length > 0 && rows.every((row) => row === '' || row.includes(last))) done(performance.now() - start)
    else requestAnimationFrame(look)
  }
  look()
})`
const HOSTILE = '<img src=x onerror="window.hacked=1">\u202Egnp.exe'

test('the list says how each run stands, and every filter stands in the address', { timeout: 120_000 }, async () => {
  const { dashboard, seeded } = used()
  const page = await dashboard.go('/runs')
  await rows(page).first().waitFor()
  const text = (await page.getByRole('table', { name: 'Runs' }).textContent()) ?? ''
  for (const status of ['waiting', 'cancelled', 'interrupted', 'completed', 'denied', 'failed', 'partial']) expect(text).toContain(status)
  expect(text).toContain('went wrong: Execute')
  await page.getByRole('button', { name: /^Needs me/ }).click()
  await expect.poll(() => page.url()).toContain('status=waiting%2Cinterrupted')
  await expect.poll(() => rows(page).count()).toBe(5)
  await page.getByRole('searchbox').fill('status:failed')
  await expect.poll(() => page.url()).toContain('q=status')
  await page.goBack()
  const byStage = await dashboard.go('/runs?stage=execute&agent=station-keeper&order=oldest')
  await expect.poll(() => rows(byStage).count()).toBeGreaterThan(1)
  await byStage.getByRole('searchbox').fill('nothing like that')
  await byStage.getByText('No run is like that').waitFor()
  await byStage.getByRole('button', { name: 'Show all runs' }).click()
  await byStage.locator(`a[href="/runs/${seeded.runs.report}"]`).first().waitFor()
})

test('a look is saved with its name, comes back, and is forgotten', { timeout: 120_000 }, async () => {
  const page = await used().dashboard.go('/runs?status=failed&order=longest')
  await page.getByRole('button', { name: 'Save as preset' }).click()
  await page.getByLabel('Name').fill('my failures')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.goto(new URL('/runs', page.url()).href)
  await page.getByRole('button', { name: 'my failures', exact: true }).click()
  await expect.poll(() => page.url()).toContain('order=longest')
  await page.getByRole('button', { name: 'Forget the preset my failures' }).click()
  await expect.poll(() => page.getByRole('button', { name: 'my failures', exact: true }).count()).toBe(0)
})

test('runs of other processes come and change by themselves; hostile words are only words; several are cancelled at once', {
  timeout: 120_000,
}, async () => {
  const { dashboard, place } = used()
  const page = await dashboard.go('/runs')
  await rows(page).first().waitFor()
  const before = await rows(page).count()
  const first = await place.app.startRun({ task: `run the command \`echo ${HOSTILE}\``, context: {}, plan_only: false, tags: ['by-hand'] })
  await first.done
  await expect.poll(() => rows(page).count(), { timeout: 15_000 }).toBe(before + 1)
  expect(await rows(page).first().textContent()).toContain('\\u{202e}gnp.exe')
  expect(await page.evaluate('window.hacked')).toBeUndefined()
  await page.getByText('by-hand').first().waitFor()
  await page
    .getByRole('checkbox', { name: /^Select run/ })
    .first()
    .check()
  await page
    .getByRole('checkbox', { name: /^Select run/ })
    .nth(1)
    .check()
  await page.getByText('2 selected').waitFor()
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'CSV' }).click()])
  expect(download.suggestedFilename()).toBe('runs.csv')
  await page.getByRole('button', { name: /^Cancel 2/ }).click()
  await page.getByRole('button', { name: 'Cancel them' }).click()
  await page.getByText(/2 runs asked to stop/).waitFor()
  await expect.poll(async () => (await place.app.getRun(first.run_id)).status).toBe('cancelled')
})

test('a run is done again from its row, and the keyboard alone goes there', { timeout: 120_000 }, async () => {
  const { dashboard, seeded, place } = used()
  const page = await dashboard.go(`/runs?q=${seeded.runs.count}`)
  await expect.poll(() => rows(page).count()).toBe(1)
  const runs = (await place.app.status()).runs
  await page.getByRole('button', { name: /^Actions of run/ }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: 'Run again' }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect.poll(() => page.url()).not.toContain('q=')
  await expect.poll(async () => (await place.app.status()).runs).toBe(runs + 1)
})

test('5 000 runs are filtered at once', { timeout: 120_000 }, async () => {
  const { place } = used()
  const store = openRegistry(place)
  seedRuns(store, 5000)
  store.close()
  const dashboard = await openDashboard(place.web)
  try {
    const page = await dashboard.go('/runs')
    await page.getByText(/50\d\d in all/).waitFor()
    const took: number[] = []
    for (const words of ['number 4321', 'number 3999', 'number 2718']) {
      const field = page.getByRole('searchbox')
      await field.fill('')
      await page.getByText(/50\d\d in all/).waitFor()
      await field.pressSequentially(words, { delay: 30 })
      took.push(await page.evaluate<number>(`(${UNTIL_FOUND})(${JSON.stringify(words)})`))
    }
    console.log(`5 000 runs filtered in ${took.map((ms) => Math.round(ms)).join(', ')} ms after the last key`)
    expect(Math.min(...took)).toBeLessThan(1000)
  } finally {
    await dashboard.close()
  }
})

test.each([
  ['light', 360],
  ['dark', 360],
  ['light', 768],
  ['dark', 1280],
] as const)('is accessible: %s, %i pixels', { timeout: 120_000 }, async (theme, width) => {
  const browser = await used().dashboard.another({ theme, viewport: { width, height: 800 } })
  const page = await browser.go('/runs?range=7d')
  await page.getByRole('table', { name: 'Runs' }).waitFor()
  await checkAccessibility(page)
  expect(await sidewaysScroll(page)).toBe(0)
  await browser.context.close()
})
