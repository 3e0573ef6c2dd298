import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { checkAccessibility, sidewaysScroll } from '../../helpers/dashboard/check-accessibility.ts'
import { builtGallery } from './built-gallery.ts'

const open = builtGallery()

it.each(['light', 'dark'] as const)('is accessible in %s', async (theme) => {
  for (const width of [1280, 360]) {
    const page = await open('schema', { theme, width })
    await page.getByRole('button', { name: 'Try' }).click()
    await checkAccessibility(page)
    expect(await sidewaysScroll(page)).toBe(0)
  }
})

it('makes the value that its fields say, and says what is wrong at the fields', async () => {
  const page = await open('schema')
  await page.getByRole('button', { name: 'Try' }).click()
  expect(await page.getByText('is needed').count()).toBeGreaterThan(1)
  await page.getByText('is more than the folder has').waitFor()
  await choose(page, 'op', 'write')
  await page.getByRole('textbox', { name: 'path' }).fill('a.txt')
  await page.getByRole('textbox', { name: 'content' }).fill('one\ntwo')
  await page.getByRole('textbox', { name: 'limit' }).fill('5')
  await choose(page, 'recursive', 'yes')
  await page.getByRole('button', { name: 'Add names' }).click()
  await page.getByRole('textbox', { name: 'names 1' }).fill('x')
  await page.getByRole('textbox', { name: 'glob' }).fill('**/*.ts')
  await expect
    .poll(() => state(page))
    .toEqual({
      value: {
        op: 'write',
        path: 'a.txt',
        content: 'one\ntwo',
        limit: 5,
        recursive: true,
        names: ['x'],
        by: { kind: 'glob', glob: '**/*.ts' },
      },
      problems: [],
    })
  await choose(page, 'Form of by', 'Age')
  await page.getByRole('textbox', { name: 'content' }).fill('')
  await page.getByRole('button', { name: 'Remove names 1' }).click()
  await choose(page, 'recursive', 'not given')
  await expect.poll(() => state(page)).toEqual({ value: { op: 'write', path: 'a.txt', limit: 5, by: { kind: 'age' } }, problems: [] })
})

it('takes JSON where no field can say it, and keeps what is none to itself', async () => {
  const page = await open('schema')
  const extra = page.getByRole('textbox', { name: 'extra' })
  await extra.fill('{"a": [1')
  await page.getByText('This is not JSON.').waitFor()
  await page.getByRole('textbox', { name: 'path' }).fill('p')
  await expect.poll(async () => JSON.stringify((await state(page)).problems)).toContain('"/extra","detail":"is not JSON"')
  await extra.fill('{"a": [1]}')
  await expect.poll(async () => (await state(page)).value).toEqual({ path: 'p', extra: { a: [1] } })
})

async function choose(page: Page, field: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: field }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

async function state(page: Page): Promise<{ readonly value: unknown; readonly problems: unknown }> {
  return JSON.parse((await page.locator('output').textContent()) ?? '')
}
