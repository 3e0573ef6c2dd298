import { expect, it } from 'vitest'
import { checkAccessibility, sidewaysScroll } from '../../helpers/dashboard/check-accessibility.ts'
import { builtGallery } from './built-gallery.ts'

const open = builtGallery()

it.each(['light', 'dark'] as const)(
  'is accessible in %s, as a table and as cards',
  async (theme) => {
    for (const width of [1280, 768, 360])
      for (const scene of ['table', 'many', 'pages', 'list']) {
        const page = await open(scene, { theme, width })
        await page.getByRole('table').or(page.getByRole('list')).first().waitFor()
        await checkAccessibility(page)
        expect(await sidewaysScroll(page), `${scene} at ${width}`).toBe(0)
      }
  },
  60_000,
)

it('keeps few of 100 000 rows in the page, wherever it is scrolled to', async () => {
  const page = await open('many')
  const rows = page.locator('tr[data-index]')
  await rows.first().waitFor()
  expect(await page.getByRole('table').getAttribute('aria-rowcount')).toBe('100001')
  for (const part of [0.5, 1, 0.25]) {
    await page.evaluate(`{ const box = document.querySelector('table').parentElement; box.scrollTop = box.scrollHeight * ${part} }`)
    await expect.poll(async () => Number(await rows.last().getAttribute('data-index'))).toBeGreaterThan(90_000 * part)
    expect(await rows.count()).toBeLessThan(70)
  }
})

it('goes from row to row by keys, and Enter follows the link', async () => {
  const page = await open('many')
  const focused = () => page.locator('tr:focus-within').getAttribute('data-index')
  await page.locator('tr[data-index="0"] a').focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect.poll(focused).toBe('2')
  await page.keyboard.press('End')
  await expect.poll(focused).toBe('99999')
  await page.keyboard.press('PageUp')
  await expect.poll(focused).toBe('99989')
  expect(await page.locator('tr:focus-within').getAttribute('aria-rowindex')).toBe('99991')
  await page.keyboard.press('Home')
  await expect.poll(focused).toBe('0')
  expect(await page.locator('tr:focus-within a').getAttribute('href')).toMatch(/#a1b2c3000000$/)
})

it('keeps the focus in a row that is scrolled out of sight', async () => {
  const page = await open('many')
  await page.locator('tr[data-index="3"] a').focus()
  await page.evaluate(`{ const box = document.querySelector('table').parentElement; box.scrollTop = 1000000 }`)
  await page
    .locator('tr[data-index="20000"]')
    .or(page.locator('tr[data-index="24000"]'))
    .first()
    .waitFor({ timeout: 5000 })
    .catch(() => undefined)
  expect(await page.locator('tr:focus-within').getAttribute('data-index')).toBe('3')
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => page.locator('tr:focus-within').getAttribute('data-index')).toBe('4')
})

it('says by what it is sorted, and a press turns it round', async () => {
  const page = await open('table')
  const head = page.getByRole('columnheader', { name: 'Started' })
  expect(await head.getAttribute('aria-sort')).toBe('descending')
  await head.getByRole('button').click()
  expect(await head.getAttribute('aria-sort')).toBe('ascending')
  await page.getByRole('columnheader', { name: 'Cost' }).getByRole('button').click()
  expect(await head.getAttribute('aria-sort')).toBe(null)
})

it('marks rows one by one, with shift a stretch of them, by the space bar, and all', async () => {
  const page = await open('table')
  const box = (row: number) => page.locator(`tr[data-index="${row}"]`).getByRole('checkbox')
  await box(1).click()
  await box(4).click({ modifiers: ['Shift'] })
  await page.getByText('4 selected').waitFor()
  await page.locator('tr[data-index="2"] a').focus()
  await page.keyboard.press(' ')
  await page.getByText('3 selected').waitFor()
  expect(await page.getByRole('checkbox', { name: 'Select all that are loaded' }).getAttribute('aria-checked')).toBe('mixed')
  await page.getByRole('checkbox', { name: 'Select all that are loaded' }).click()
  await page.getByText('24 selected').waitFor()
  await page.getByRole('button', { name: 'Clear selection' }).click()
  await expect.poll(() => page.locator('tr[aria-selected="true"]').count()).toBe(0)
})

it('narrows down by text and facet, and says what is left', async () => {
  const page = await open('table')
  await page.getByRole('searchbox', { name: 'Search runs' }).fill('echo')
  await page.getByText('6 of 24').waitFor()
  await page.getByRole('combobox', { name: 'Status' }).click()
  await page.getByRole('option', { name: 'partial' }).click()
  await page
    .getByText('No run is like that')
    .or(page.getByText(/^[0-5] of 24$/))
    .first()
    .waitFor()
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await page.getByText('24 of 24').waitFor()
})

it('loads page after page towards the end', async () => {
  const page = await open('pages')
  await page.getByRole('row').nth(30).waitFor()
  expect(await page.getByRole('table').getAttribute('aria-rowcount')).toBe('241')
  await expect
    .poll(async () => {
      await page.evaluate(
        `for (const box of [document.scrollingElement, document.querySelector('table').parentElement]) box.scrollTop = 1e9`,
      )
      return page.locator('tr[data-index="239"]').count()
    })
    .toBe(1)
  expect(await page.getByRole('button', { name: 'Load more' }).count()).toBe(0)
})

it('shows hostile text as text', async () => {
  const page = await open('table')
  expect(await page.locator('tr img, tr script').count()).toBe(0)
  expect(await page.evaluate('window.hacked')).toBe(undefined)
})

it('follows the newest, pauses when somebody scrolls up, and goes on', async () => {
  const page = await open('list')
  const list = page.getByRole('group', { name: 'Events' })
  await list.getByText(/^999 /).waitFor()
  expect(await list.getByRole('listitem').count()).toBeLessThan(60)
  await page.getByRole('button', { name: 'Add five' }).click()
  await list.getByText(/^1004 /).waitFor()
  await list.hover()
  await page.mouse.wheel(0, -600)
  const jump = page.getByRole('button', { name: /Jump to newest/ })
  await jump.waitFor()
  await page.getByRole('button', { name: 'Add five' }).click()
  await page.getByRole('button', { name: 'Jump to newest (5 more)' }).click()
  await list.getByText(/^1009 /).waitFor()
  expect(await jump.count()).toBe(0)
  await page.getByRole('button', { name: 'Show 500' }).click()
  await list.getByText(/^500 /).waitFor()
})
