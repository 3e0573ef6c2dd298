import { expect, test } from 'vitest'
import { schemaRows, schemaType } from '../../../web/client/pages/rest/schema-rows.ts'
import { checkAccessibility } from '../../helpers/dashboard/check-accessibility.ts'
import { withDashboard } from '../../helpers/dashboard/with-dashboard.ts'

const used = withDashboard()

test('a schema is told in lines, each of its own name once on the way down', () => {
  const node = { type: 'object', properties: { name: { type: 'string' }, next: { $ref: '#/components/schemas/Node' } }, required: ['name'] }
  const rows = schemaRows({ $ref: '#/components/schemas/Node' }, { Node: node })
  expect(rows.map(({ depth, name, type, required }) => [depth, name, type, required])).toEqual([
    [0, 'name', 'string', true],
    [0, 'next', 'Node', false],
  ])
  expect(schemaType({ type: ['array', 'null'], items: { enum: ['a', 'b'] } })).toBe('"a" | "b"[] or null')
})

test('the routes are shown from the document of the server, found by words, and each has an address', async () => {
  const { dashboard } = used()
  const page = await dashboard.go('/rest')
  const document = (await page.evaluate(async () => (await fetch('/api/openapi.json')).json())) as { paths: Record<string, object> }
  const routes = Object.values(document.paths).flatMap((operations) => Object.keys(operations)).length
  await page.getByRole('heading', { name: 'Runs', level: 2 }).waitFor()
  expect(await page.locator('main section button code').count()).toBe(routes)
  await page.getByRole('searchbox').fill('cancel')
  await page.waitForURL(/q=cancel/)
  await page.getByRole('button', { name: /POST.*cancel/ }).click()
  await page.getByRole('rowheader', { name: 'force' }).waitFor()
  await page.getByText('application/problem+json').waitFor()
  expect(new URL(page.url()).searchParams.get('open')).toBe('post /api/runs/{id}/cancel')
  await page.reload()
  await page.getByRole('rowheader', { name: 'force' }).waitFor()
  await checkAccessibility(page)
  await page.getByRole('searchbox').fill('no such thing')
  await page.getByText('No route fits').waitFor()
})
