import type { Locator } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { checkAccessibility, sidewaysScroll } from '../../helpers/dashboard/check-accessibility.ts'
import { builtGallery } from './built-gallery.ts'

const SCENES = ['act', 'form', 'over', 'show']
const open = builtGallery()

describe.each(SCENES)('the scene %s', (scene) => {
  it.each(['light', 'dark'] as const)('is accessible in %s, and fits a phone', async (theme) => {
    for (const width of [1280, 360]) {
      const page = await open(scene, { theme, width })
      await checkAccessibility(page)
      expect(await sidewaysScroll(page)).toBe(0)
    }
  })
})

describe('a button', () => {
  it('that cannot be pressed says why, keeps the focus and does nothing', async () => {
    const page = await open('act')
    const button = page.getByRole('button', { name: 'Resume' })
    await button.focus()
    expect(await described(button)).toContain('The run is complete')
    await page.getByRole('tooltip').or(page.getByText('there is nothing to resume').last()).waitFor()
    await page.keyboard.press('Enter')
    await page.keyboard.press(' ')
    await page.getByRole('button', { name: 'Starting' }).click({ force: true })
    expect(await page.locator('output').textContent()).toBe('Done: nothing')
    await page.getByRole('button', { name: 'Plain' }).click()
    expect(await page.locator('output').textContent()).toBe('Done: plain')
  })

  it('opens a menu that the keyboard walks', async () => {
    const page = await open('act')
    await page.getByRole('button', { name: 'More actions' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: 'Fork' }).waitFor()
    await checkAccessibility(page, { within: '[role=menu]' })
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    expect(await page.locator('output').textContent()).toBe('Done: delete')
    await expect.poll(() => page.getByRole('menuitem').count()).toBe(0)
  })
})

describe('a form', () => {
  it('tells what the server found at the field that it points at', async () => {
    const page = await open('form')
    await page.getByRole('textbox', { name: 'Name' }).fill('indexer')
    await page.getByRole('button', { name: 'Start run' }).click()
    const steps = page.getByRole('textbox', { name: 'Steps' })
    await page.getByRole('alert').getByText("Agent 'indexer' may not use 'terminal'.").waitFor()
    expect(await steps.getAttribute('aria-invalid')).toBe('true')
    expect(await described(steps)).toContain('is at least 1')
    expect(await page.getByRole('alert').textContent()).toContain('claw agent edit indexer --allow terminal')
  })

  it('does not go out while a field that is needed is empty', async () => {
    const page = await open('form')
    await page.getByRole('button', { name: 'Start run' }).click()
    await expect.poll(() => page.locator(':focus').getAttribute('placeholder')).toBe('file-analyst')
    expect(await page.getByRole('alert').count()).toBe(0)
  })

  it('chooses by keyboard', async () => {
    const page = await open('form')
    await page.getByRole('combobox', { name: 'Policy' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('option', { name: /Trusted/ }).waitFor()
    await checkAccessibility(page, { within: '[role=listbox]' })
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    await page.locator('output', { hasText: '"policy":"trusted"' }).waitFor()
    const agent = page.getByRole('combobox', { name: 'Agent' })
    await agent.fill('sql')
    await page.keyboard.press('Enter')
    await page.locator('output', { hasText: '"agent":"sql_query"' }).waitFor()
    await page.getByRole('combobox', { name: 'Tools' }).fill('http')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.locator('output', { hasText: '"tools":["file_io","terminal","http_request"]' }).waitFor()
  })

  it('has a search field that / goes to and Escape empties', async () => {
    const page = await open('form')
    await page.locator('h1').click()
    await page.keyboard.press('/')
    await page.keyboard.type('a/b')
    await page.locator('output', { hasText: '"search":"a/b"' }).waitFor()
    await page.keyboard.press('Escape')
    await page.locator('output', { hasText: '"search":""' }).waitFor()
  })
})

describe('above the page', () => {
  it('a dialog takes the focus, keeps it, and gives it back', async () => {
    const page = await open('over')
    await page.getByRole('button', { name: 'Open dialog' }).click()
    const dialog = page.getByRole('dialog', { name: 'Why this agent' })
    await dialog.waitFor()
    await checkAccessibility(page)
    for (let tab = 0; tab < 5; tab += 1) await page.keyboard.press('Tab')
    await expect.poll(() => page.locator('[role=dialog] :focus').count()).toBe(1)
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await expect.poll(() => page.locator(':focus').textContent()).toBe('Open dialog')
  })

  it('the worst is asked for by its name, may fail, and can be undone', async () => {
    const page = await open('over')
    await page.getByRole('button', { name: 'Delete agent' }).click()
    const act = page.getByRole('dialog').getByRole('button', { name: 'Delete agent' })
    expect(await act.getAttribute('aria-disabled')).toBe('true')
    await page.getByLabel('Type file-analyst to confirm').fill('file-analyst')
    await act.click()
    await page.getByRole('alert').getByText('The agent is at work.').waitFor()
    await act.click()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.locator('output', { hasText: 'undone' }).waitFor()
  })

  it('tabs open by Enter, with arrows between them', async () => {
    const page = await open('over')
    await page.getByRole('tab', { name: 'events' }).focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await page.getByRole('tabpanel', { name: 'result' }).getByText('The result.').waitFor()
    expect(await page.getByRole('tabpanel').count()).toBe(1)
  })
})

/** What is read out with a control beside its name. */
async function described(control: Locator): Promise<string> {
  const ids = (await control.getAttribute('aria-describedby')) ?? ''
  const texts = ids.split(' ').map((id) => control.page().locator(`[id="${id}"]`).textContent())
  return (await Promise.all(texts)).join(' ')
}
