import { expect, test } from 'vitest'
import { checkAccessibility } from '../../helpers/dashboard/check-accessibility.ts'
import { withDashboard } from '../../helpers/dashboard/with-dashboard.ts'

const used = withDashboard({ files: { 'notes.txt': 'three words here\n' } })

test('tools are found by words, and shown as an agent may use them', async () => {
  const { dashboard, place } = used()
  const page = await dashboard.go('/tools')
  const tools = await place.app.listTools()
  await page.getByRole('link', { name: 'file_io', exact: true }).waitFor()
  expect(await page.getByRole('row').count()).toBe(tools.length + 1)
  await checkAccessibility(page)
  await page.getByRole('searchbox').fill('terminal')
  await page.waitForURL(/q=terminal/)
  await page.goto(`${place.web.url}/tools?agent=file-analyst`)
  await page.getByText('no', { exact: true }).first().waitFor()
  await page.getByRole('link', { name: 'file_io', exact: true }).click()
  await page.waitForURL(/agent=file-analyst/)
})

test('a call is judged without being done, then done by the real executor and kept in the audit log', async () => {
  const { dashboard, place } = used()
  const args = { op: 'read', path: 'notes.txt' }
  const page = await dashboard.go(`/tools/file_io?args=${encodeURIComponent(JSON.stringify(args))}`)
  await page.getByRole('button', { name: 'What would happen' }).click()
  await page.getByRole('heading', { name: 'What would happen' }).waitFor()
  await page.getByText('workspace.read').first().waitFor()
  expect(await place.app.listAudit({ limit: 9, action: 'tool.call' })).toEqual([])
  await page.getByRole('button', { name: 'Call', exact: true }).click()
  await page.getByText(/^Done in/).waitFor()
  await page.getByText('three words here').waitFor()
  await checkAccessibility(page)
  expect(await place.app.listAudit({ limit: 9, action: 'tool.call' })).toMatchObject([{ target: 'file_io', decision: 'allow' }])
})

test('what the policy asks about is done only after a yes to the very arguments', async () => {
  const { dashboard, place } = used()
  const args = { cmd: 'touch made.txt' }
  const page = await dashboard.go(`/tools/terminal?args=${encodeURIComponent(JSON.stringify(args))}`)
  const calls = () => place.app.listAudit({ limit: 9, action: 'tool.call', target: 'terminal' })
  await page.getByRole('button', { name: 'Call', exact: true }).click()
  await page.getByRole('dialog').getByText('touch made.txt').first().waitFor()
  await checkAccessibility(page)
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByText('Nothing was done').waitFor()
  expect((await calls()).every(({ decision }) => decision === 'ask')).toBe(true)
  await page.getByRole('button', { name: 'Call', exact: true }).click()
  await page.getByRole('button', { name: 'Allow once' }).click()
  await page.getByText(/^(Done|It failed) in/).waitFor()
  expect((await calls())[0]).toMatchObject({ decision: 'approved' })
})

test('a call that goes on is ended, and so is what it started', async () => {
  const { dashboard, place } = used()
  const args = { cmd: 'sleep 20', timeout_s: 25 }
  const page = await dashboard.go(`/tools/terminal?args=${encodeURIComponent(JSON.stringify(args))}`)
  await page.getByRole('button', { name: 'Call', exact: true }).click()
  await page.getByRole('button', { name: 'Allow once' }).click()
  const since = performance.now()
  await page.getByRole('button', { name: 'End the call' }).click()
  await page.getByText('You ended the call').waitFor()
  const ended = async () => (await place.app.listAudit({ limit: 1, action: 'tool.done', target: 'terminal' }))[0]
  await expect.poll(async () => JSON.stringify((await ended())?.detail), { timeout: 10_000 }).toMatch(/cancel|abort|ended/i)
  expect(performance.now() - since).toBeLessThan(12_000)
})

test('arguments that do not fit are told at their field and not sent; an unknown tool is told', async () => {
  const { dashboard } = used()
  const page = await dashboard.go('/tools/terminal?args={}')
  await page.getByRole('button', { name: 'Call', exact: true }).click()
  await expect.poll(() => page.locator('[aria-invalid="true"]').count()).toBeGreaterThan(0)
  expect(await page.getByText('Nothing was done').count()).toBe(0)
  await dashboard.go('/tools/nothing')
  await page.getByText("There is no tool 'nothing'").waitFor()
})
