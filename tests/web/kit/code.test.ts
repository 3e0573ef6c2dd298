import { expect, it } from 'vitest'
import { checkAccessibility, sidewaysScroll } from '../../helpers/dashboard/check-accessibility.ts'
import { builtGallery } from './built-gallery.ts'

const open = builtGallery()

async function openEditor(options = {}) {
  const page = await open('code', options)
  const editor = page.getByRole('textbox', { name: 'SKILL.md' })
  await editor.waitFor()
  await page.getByRole('textbox', { name: 'manifest.json' }).waitFor()
  return { page, editor }
}

it.each(['light', 'dark'] as const)('is accessible in %s under the policy of the dashboard', async (theme) => {
  for (const width of [1280, 360]) {
    const { page } = await openEditor({ theme, width })
    await checkAccessibility(page)
    expect(await sidewaysScroll(page)).toBe(0)
  }
})

it('is styled by the tokens of either theme, from within its shadow root', async () => {
  const ground = async (theme: 'light' | 'dark') => {
    const { page } = await openEditor({ theme })
    return page.evaluate(
      `getComputedStyle([...document.querySelectorAll('div')].find((it) => it.shadowRoot).shadowRoot.querySelector('.cm-editor')).backgroundColor`,
    )
  }
  expect(await ground('light')).toBe('rgb(255, 255, 255)')
  expect(await ground('dark')).toBe('rgb(22, 27, 30)')
})

it('takes text, saves by Ctrl-S, and lets the keyboard out by Escape and Tab', async () => {
  const { page, editor } = await openEditor()
  await editor.focus()
  await page.keyboard.press('Control+End')
  await page.keyboard.type('typed')
  await page.keyboard.press('Control+s')
  await page.locator('output', { hasText: /saved \d+ typed/ }).waitFor()
  await page.keyboard.press('Home')
  await page.keyboard.press('Tab')
  await page
    .locator('output', { hasText: /saved \d+ {3}typed/ })
    .or(page.locator('output', { hasText: 'typed' }))
    .first()
    .waitFor()
  expect(await editor.evaluate('document.activeElement.shadowRoot !== null')).toBe(true)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Tab')
  await expect.poll(() => page.evaluate('document.activeElement.textContent')).toBe('Line 3')
})

it('names its problems in words, and leads to their lines', async () => {
  const { page } = await openEditor()
  const problems = page.getByRole('list', { name: 'Problems' }).first()
  expect(await problems.textContent()).toContain("Line 8 problem: There is no tool 'count'.")
  await problems.getByRole('button', { name: 'Line 8' }).click()
  await page.keyboard.type('!')
  expect(await page.locator('.cm-line', { hasText: /^!List them/ }).count()).toBe(1)
  expect(await page.locator('.cm-lintRange-error').count()).toBe(1)
})

it('shows characters that are not seen, and does not take text where it is read only', async () => {
  const { page } = await openEditor()
  expect(await page.locator('.cm-specialChar').count()).toBeGreaterThan(2)
  await page.getByRole('textbox', { name: 'recipes.yaml' }).focus()
  await page.keyboard.type('x')
  await page.keyboard.press('Tab')
  expect(await page.getByRole('textbox', { name: 'recipes.yaml' }).textContent()).toMatch(/^recipes:/)
})
