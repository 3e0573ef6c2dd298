import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkAccessibility } from '../../helpers/dashboard/check-accessibility.ts'
import { withDashboard } from '../../helpers/dashboard/with-dashboard.ts'

const used = withDashboard({ seeded: true })

test('records are filtered by words, fields and facets, all of it in the address, and fetched as one scrolls', async () => {
  const { dashboard, place, seeded } = used()
  const page = await dashboard.go('/audit?decision=denied')
  const [refused] = await place.app.listAudit({ limit: 1, decision: 'denied' })
  await page.getByRole('link', { name: String(refused?.n), exact: true }).waitFor()
  expect(await page.getByRole('row').count()).toBe((await place.app.listAudit({ limit: 500, decision: 'denied' })).length + 1)
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await page.getByRole('searchbox').fill(`run:${seeded.runs.denied.slice(0, 6)} action:approval`)
  await page.waitForURL(/q=run/)
  const wanted = await place.app.listAudit({ limit: 500, run_id: seeded.runs.denied, action: 'approval' })
  await expect.poll(() => page.getByRole('row').count()).toBe(wanted.length + 1)
  await checkAccessibility(page)
  dashboard.watch.forgive(/400|404/)
  await page.goto(`${place.web.url}/audit?q=since:never`)
  await page.getByText('is no time').waitFor()
})

test('a record is explained with its rules, and leads to its run and its neighbours', async () => {
  const { dashboard, place, seeded } = used()
  const [record] = await place.app.listAudit({ limit: 1, run_id: seeded.runs.report, action: 'tool.call', decision: 'allow' })
  const page = await dashboard.go(`/audit/${record?.n}`)
  await page.getByRole('heading', { name: `Record ${record?.n}`, level: 1 }).waitFor()
  await page.getByText('decided', { exact: true }).waitFor()
  await page
    .getByText(record?.rule ?? '')
    .first()
    .waitFor()
  await checkAccessibility(page)
  await page.getByRole('link', { name: 'Before' }).click()
  await page.getByRole('heading', { name: `Record ${(record?.n ?? 0) - 1}`, level: 1 }).waitFor()
  await page.goBack()
  await page.getByRole('link', { name: seeded.runs.report, exact: true }).click()
  await page.waitForURL(`**/runs/${seeded.runs.report}`)
  dashboard.watch.forgive(/404/)
  await dashboard.go('/audit/99999')
  await page.getByText('is not shown').waitFor()
})

test('the chain is verified, and what the filters leave is saved as a file', async () => {
  const { dashboard, place } = used()
  const page = await dashboard.go('/audit?decision=approved')
  await page.getByRole('button', { name: 'Verify the chain' }).click()
  await page.getByText('The audit chain is whole').waitFor()
  await page.getByRole('button', { name: 'Export' }).click()
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: 'CSV' }).click()])
  expect(file.suggestedFilename()).toBe('claw-audit.csv')
  const path = join(place.root, 'saved.csv')
  await file.saveAs(path)
  const lines = readFileSync(path, 'utf8').trimEnd().split('\r\n')
  expect(lines.length).toBe((await place.app.listAudit({ limit: 500, decision: 'approved' })).length + 2)
  expect(lines.at(-1)).toContain('audit.head')
})
