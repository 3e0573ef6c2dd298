import { expect, it } from 'vitest'
import { checkAccessibility, sidewaysScroll } from '../../helpers/dashboard/check-accessibility.ts'
import { builtGallery } from './built-gallery.ts'

const open = builtGallery()

it.each(['light', 'dark'] as const)(
  'text, values and differences are accessible in %s',
  async (theme) => {
    for (const [scene, width] of [
      ['text', 1280],
      ['text', 360],
      ['huge', 360],
    ] as const) {
      const page = await open(scene, { theme, width })
      await checkAccessibility(page)
      expect(await sidewaysScroll(page), `${scene} at ${width}`).toBe(0)
    }
  },
  60_000,
)

it('shows hostile text as text, everywhere', async () => {
  const page = await open('text')
  expect(await page.locator('main img, main script').count()).toBe(0)
  const shown = (await page.locator('main').textContent()) ?? ''
  expect(shown).toContain('<script>window.hacked=1</script>')
  expect(shown).toContain('\\u{202e}')
  expect(shown).not.toMatch(/[\u202e\u200b\u0007]/)
  expect(await page.evaluate('window.hacked')).toBe(undefined)
})

it('does not freeze over a megabyte, folded or not', async () => {
  const start = Date.now()
  const page = await open('huge')
  const text = page.locator('div', { has: page.getByRole('button', { name: 'Copy Megabyte' }) }).last()
  await page.getByRole('button', { name: /Show all: 8\d{3} lines, 1\.\d MB/ }).click()
  const list = page.getByRole('group', { name: 'Megabyte' })
  await list.waitFor()
  await page.getByRole('button', { name: 'Wrap lines' }).first().click()
  await list.evaluate('0')
  await page.evaluate(`{ const box = document.querySelector('[aria-label="Megabyte"]'); box.scrollTop = box.scrollHeight }`)
  await list
    .getByText(/^x{1000}/)
    .first()
    .waitFor()
  expect(await list.getByRole('listitem').count()).toBeLessThan(80)
  expect(await text.count()).toBe(1)
  expect(Date.now() - start).toBeLessThan(10_000)
})

it('unfolds a value of 30 000 members with few nodes', async () => {
  const page = await open('huge')
  const list = page.getByRole('group', { name: 'Many' })
  await list.waitFor()
  expect(await list.getByRole('listitem').first().getAttribute('aria-setsize')).toBe('30002')
  await page.getByRole('button', { name: 'Unfold all' }).click()
  await expect.poll(() => list.getByRole('listitem').first().getAttribute('aria-setsize')).toBe('210002')
  expect(await list.getByRole('listitem').count()).toBeLessThan(80)
})

it('folds and unfolds a member, and the rest of a long text', async () => {
  const page = await open('text')
  const args = page.getByRole('button', { name: '"args", 5 members' })
  expect(await args.getAttribute('aria-expanded')).toBe('true')
  await args.focus()
  await page.keyboard.press('Enter')
  expect(await args.getAttribute('aria-expanded')).toBe('false')
  expect(await page.getByText('notes/today.md').count()).toBe(0)
  await page.getByRole('button', { name: /more characters/ }).click()
  expect(await page.getByRole('button', { name: /more characters/ }).count()).toBe(0)
})

it('shows a difference side by side where there is room, and in one column', async () => {
  const wide = await open('text')
  await wide.getByText('+2 lines').or(wide.getByText('+3 lines')).first().waitFor()
  expect(await wide.getByText('added:').count()).toBeGreaterThan(0)
  await wide.getByRole('button', { name: 'In one column' }).click()
  const narrow = await open('text', { width: 360 })
  expect(await narrow.getByRole('button', { name: 'In one column' }).count()).toBe(0)
  expect(await narrow.getByText('removed:').count()).toBeGreaterThan(0)
})
