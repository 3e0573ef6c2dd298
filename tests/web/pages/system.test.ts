import { expect, it } from 'vitest'
import { checkAccessibility, sidewaysScroll } from '../../helpers/dashboard/check-accessibility.ts'
import { withDashboard } from '../../helpers/dashboard/with-dashboard.ts'

const used = withDashboard({ files: { 'a.ts': 'one\n' }, env: { CLOSED_CLAW_LOCAL_SERVERS: 'none' } })

it('lets the doctor look, check by check, verifies everything, and tells what claw is and keeps', { timeout: 60_000 }, async () => {
  const page = await used().dashboard.go('/system')
  const doctor = page.getByRole('region', { name: 'Doctor' })
  await doctor.getByRole('button', { name: 'Check' }).click()
  await doctor.getByText(/checks are in order/).waitFor()
  await doctor.getByRole('button', { name: 'Show all' }).click()
  expect(await doctor.getByRole('listitem').count()).toBeGreaterThan(10)
  await doctor.getByText('langgraph', { exact: true }).waitFor()
  const integrity = page.getByRole('region', { name: 'Integrity' })
  await integrity.getByRole('button', { name: 'Verify everything' }).click()
  await integrity.getByText('records, unbroken').waitFor()
  await page.getByRole('region', { name: 'State and disk' }).getByText('Registry', { exact: true }).waitFor()
  await page.getByRole('table', { name: 'Processes' }).getByText(String(process.pid)).waitFor()
  for (const [colorScheme, width] of [
    ['light', 1280],
    ['dark', 768],
    ['light', 360],
  ] as const) {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width, height: 800 })
    await page.reload()
    await page.getByRole('table', { name: 'Processes' }).waitFor()
    await checkAccessibility(page)
    expect([width, await sidewaysScroll(page)]).toEqual([width, 0])
  }
  await page.setViewportSize({ width: 1280, height: 800 })
})

it('signs this browser out', async () => {
  const another = await used().dashboard.another()
  const page = await another.go('/system')
  await page.getByRole('button', { name: 'Sign out' }).first().click()
  await page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click()
  await page
    .getByText(/not signed in|signed out/i)
    .first()
    .waitFor()
  another.watch.forgive(/401/)
})
