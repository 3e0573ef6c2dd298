import { expect, test } from 'vitest'
import { checkAccessibility } from '../../helpers/dashboard/check-accessibility.ts'
import { withDashboard } from '../../helpers/dashboard/with-dashboard.ts'

const used = withDashboard({ seeded: true })

test('what agents remember is shown, pinned, searched as a task would recall it, and forgotten', async () => {
  const { dashboard, place } = used()
  const page = await dashboard.go('/memory')
  const owners = (await place.app.memoryOwners()).filter(({ memory }) => memory !== null && memory.facts + memory.episodes > 0)
  const agent_id = owners[0]?.agent_id ?? ''
  await page.getByRole('link', { name: agent_id, exact: true }).waitFor()
  await checkAccessibility(page)
  await page.getByRole('link', { name: agent_id, exact: true }).click()
  const items = () => place.app.listMemory(agent_id, { all: false, limit: 100 })
  const [item, ...others] = await items()
  await page.getByRole('button', { name: `Forget ${item?.memory_id}` }).waitFor()
  await checkAccessibility(page)
  await page.getByRole('button', { name: `See all of ${item?.memory_id}` }).click()
  await page.waitForURL(new RegExp(`item=${item?.memory_id}`))
  await page.getByRole('dialog').getByText(`call ${item?.evidence}`).waitFor()
  await page.keyboard.press('Escape')
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export' }).click()])
  expect(file.suggestedFilename()).toBe(`memory-${agent_id}.jsonl`)
  await page.getByRole('button', { name: `Pin ${item?.memory_id}` }).click()
  await page.getByText('pinned', { exact: true }).waitFor()
  expect((await items()).find(({ pinned }) => pinned)?.memory_id).toBe(item?.memory_id)
  await page.getByRole('searchbox').fill(item?.text.split(' ').slice(0, 4).join(' ') ?? '')
  await page.getByRole('columnheader', { name: 'Score' }).waitFor()
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await page.getByRole('button', { name: `Forget ${item?.memory_id}` }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Forget', exact: true }).click()
  await page.getByText('Forgot 1 item').waitFor()
  expect((await items()).map(({ memory_id }) => memory_id).sort()).toEqual(others.map(({ memory_id }) => memory_id).sort())
})
