import { expect, it } from 'vitest'
import { checkAccessibility, sidewaysScroll } from '../../helpers/dashboard/check-accessibility.ts'
import { withDashboard } from '../../helpers/dashboard/with-dashboard.ts'

const used = withDashboard({ seeded: true })

it('tells what needs the person, what runs and how it went; the range stands in the address', async () => {
  const { dashboard, place } = used()
  const { page } = dashboard
  await dashboard.go('/')
  await page.getByRole('heading', { name: 'Overview' }).waitFor()
  const needs = page.getByRole('region', { name: 'Needs you' })
  await needs.getByText('A plan waits to be approved').waitFor()
  await needs.getByRole('link', { name: 'Answer' }).first().waitFor()
  const figures = page.getByRole('region', { name: 'How it went' })
  const runs = (await place.app.listRuns({ limit: 100 })).length
  await figures.getByText(String(runs), { exact: true }).first().waitFor()
  await figures.getByRole('button', { name: '7d' }).click()
  await page.waitForURL('**/?range=7d')
  await page.getByRole('region', { name: 'What fails' }).getByRole('listitem').first().waitFor()
  expect(await page.getByRole('region', { name: 'Health by stage' }).getByRole('listitem').count()).toBe(6)
  await page.getByRole('region', { name: 'Recent runs' }).getByRole('link').nth(1).click()
  await page.waitForURL('**/runs/*')
})

it('leads to other limits where a limit ended a run, since the same one would end it again', async () => {
  const { dashboard, place, seeded } = used()
  const { page } = dashboard
  await dashboard.go('/')
  const item = page.getByRole('region', { name: 'Needs you' }).getByRole('listitem').filter({ hasText: 'A run was interrupted' })
  await item.getByRole('link', { name: 'Other limits' }).click()
  const dialog = page.getByRole('dialog')
  expect(await dialog.getByRole('button', { name: 'Resume', exact: true }).getAttribute('aria-disabled')).toBe('true')
  await dialog.getByRole('textbox', { name: 'Tokens over the whole run' }).fill('4001')
  await dialog.getByRole('button', { name: 'Resume', exact: true }).click()
  const resumed = async () => (await place.app.events(seeded.runs.interrupted)).some(({ type }) => type === 'run.resumed')
  await expect.poll(resumed, { timeout: 20_000 }).toBe(true)
})

it('is accessible and fits in every theme and width', { timeout: 60_000 }, async () => {
  const page = await used().dashboard.go('/')
  await page.getByRole('region', { name: 'What fails' }).waitFor()
  for (const [colorScheme, width] of [
    ['light', 1280],
    ['dark', 768],
    ['light', 360],
  ] as const) {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width, height: 800 })
    await page.reload()
    await page.getByRole('region', { name: 'What fails' }).waitFor()
    await checkAccessibility(page)
    expect([width, await sidewaysScroll(page)]).toEqual([width, 0])
  }
  await page.setViewportSize({ width: 1280, height: 800 })
})
