import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, it, vi } from 'vitest'
import { clawPlace } from '../../helpers/claw-place.ts'
import { checkEverySize } from '../../helpers/dashboard/check-every-size.ts'
import { SEED_FILES } from '../../helpers/dashboard/seed-files.ts'
import { withDashboard } from '../../helpers/dashboard/with-dashboard.ts'

vi.setConfig({ testTimeout: 120_000 })
const used = withDashboard({ files: SEED_FILES })
const EDIT = '/agents/station-keeper/edit'
const HOSTILE = '<img src=x onerror=alert(1)> says how long a text is'

const fileOf = (name: string, agent = 'station-keeper') => readFileSync(join(used().place.workspace, 'agents', agent, name), 'utf8')
const save = (page: Page) => page.getByRole('button', { name: 'Review and save' })
const enabled = (page: Page) => page.locator('button:not([aria-disabled="true"])', { hasText: 'Review and save' }).waitFor()

describe('the editor of an agent', () => {
  it('tells what is wrong while one types, and saves once it is right', async () => {
    const { dashboard } = used()
    const page = await dashboard.go(EDIT)
    const name = page.getByLabel('Name', { exact: false }).first()
    await name.fill('')
    await page.getByText('must have at least 1 characters').first().waitFor()
    expect(await save(page).getAttribute('aria-disabled')).toBe('true')
    await name.fill('Rain keeper')
    await enabled(page)
    await save(page).click()
    await page.getByRole('dialog').getByText('Rain keeper').first().waitFor()
    await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click()
    await page.waitForURL('**/agents/station-keeper')
    await page.getByRole('heading', { name: 'Rain keeper' }).waitFor()
    expect(JSON.parse(fileOf('manifest.json')).name).toBe('Rain keeper')
  })

  it('shows the line of a problem in the file itself, and asks before what is typed is left', async () => {
    const { dashboard } = used()
    const page = await dashboard.go(`${EDIT}?file=manifest`)
    const before = fileOf('manifest.json')
    await page.locator('.cm-content').click()
    await page.keyboard.press('Control+End')
    await page.keyboard.type('nonsense')
    await page
      .getByText(/not JSON/)
      .first()
      .waitFor()
    await page.getByRole('link', { name: 'Agents' }).first().click()
    await page.getByRole('dialog', { name: 'Leave without saving?' }).getByRole('button', { name: 'Stay' }).click()
    expect(page.url()).toContain('/edit')
    await page.getByRole('link', { name: 'Agents' }).first().click()
    await page.getByRole('button', { name: 'Leave, drop the changes' }).click()
    await page.getByRole('heading', { name: 'Agents', level: 1 }).waitFor()
    expect(fileOf('manifest.json')).toBe(before)
  })

  it('says what an edit would let the agent do more, and saves it after a yes alone', async () => {
    const { dashboard } = used()
    const page = await dashboard.go(EDIT)
    await page.getByRole('combobox', { name: 'Tools' }).fill('http')
    await page.getByRole('option', { name: 'http_api' }).click()
    for (const _ of ['closes the list', 'takes nothing away']) await page.keyboard.press('Escape')
    await page.getByText('it wants further tools: http_api').first().waitFor()
    await page.getByText('asks an API that the task does not name').first().waitFor()
    await enabled(page)
    await save(page).click()
    const dialog = page.getByRole('dialog')
    const button = dialog.getByRole('button', { name: 'Save', exact: true })
    expect(await button.getAttribute('aria-disabled')).toBe('true')
    await dialog.getByText('Yes, it may').click()
    await button.click()
    await page.waitForURL('**/agents/station-keeper')
    const { pin } = await used().place.app.getAgent('station-keeper', { include_embedding: false })
    expect(pin.state).toBe('same')
    expect(JSON.parse(fileOf('manifest.json')).tools_allowlist).toContain('http_api')
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('station-keeper is as it was').waitFor()
    expect(JSON.parse(fileOf('manifest.json')).tools_allowlist).not.toContain('http_api')
  })
})

describe('two edits at once', () => {
  const terminal = async (text: string) => {
    const { place } = used()
    const shell = clawPlace({}, place.root)
    const edit = await shell.run(['agent', 'edit', 'station-keeper', '--set', `description=${text}`])
    expect(edit.code, edit.stderr).toBe(0)
  }

  it('lose nothing: theirs is shown, mine goes over it once I say so, and becomes a version', async () => {
    const { dashboard } = used()
    const page = await dashboard.go(`${EDIT}?file=skill`)
    await page.locator('.cm-content').click()
    await page.keyboard.press('Control+End')
    await page.keyboard.type('Never guess the rain.')
    await enabled(page)
    await terminal('Changed in the terminal.')
    dashboard.watch.forgive(/412/)
    await save(page).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click()
    const overtaken = page.getByRole('dialog', { name: /Somebody else has changed/ })
    await overtaken.getByText('Changed in the terminal.').first().waitFor()
    await overtaken.getByRole('tab', { name: 'What yours would change of that' }).click()
    await overtaken.getByText('Never guess the rain.').first().waitFor()
    expect(fileOf('skill.md')).not.toContain('Never guess')
    await overtaken.getByRole('button', { name: 'Keep mine, over theirs' }).click()
    await enabled(page)
    await save(page).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click()
    await page.waitForURL('**/agents/station-keeper')
    expect(fileOf('skill.md')).toContain('Never guess the rain.')
    const { app } = used().place
    const versions = await app.agentVersions('station-keeper')
    expect((await app.versionTexts('station-keeper', versions[0]?.version ?? 0)).manifest).toContain('Changed in the terminal.')
  })

  it('let a person take theirs', async () => {
    const { dashboard } = used()
    const page = await dashboard.go(EDIT)
    await page.getByLabel('Description').fill('Mine, which will be dropped.')
    await enabled(page)
    await terminal('Theirs, which stays.')
    dashboard.watch.forgive(/412/)
    await save(page).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('button', { name: 'Take theirs, drop mine' }).click()
    await page.getByLabel('Description').waitFor()
    expect(await page.getByLabel('Description').inputValue()).toBe('Theirs, which stays.')
    expect(fileOf('manifest.json')).toContain('Theirs, which stays.')
    await page.getByText('Nothing is changed.').waitFor({ state: 'attached' })
  })
})

describe('a new agent', () => {
  it('is drafted for a task, checked as one types, and made once', async () => {
    const { dashboard, place } = used()
    const page = await dashboard.go('/agents/new')
    await page.getByLabel('A task that it is for').fill('find the largest files here')
    await page.getByRole('button', { name: 'Propose' }).click()
    const name = page.getByLabel('Name', { exact: false }).first()
    await name.fill('')
    await page
      .getByText(/Mend what is wrong first|name/)
      .first()
      .waitFor()
    await name.fill('Size teller')
    await page.getByText('Nothing: it can be made.').waitFor()
    await page.getByRole('button', { name: 'Make this agent' }).click()
    await page.getByRole('heading', { name: 'Size teller' }).waitFor()
    const { pin } = await place.app.getAgent('size-teller', { include_embedding: false })
    expect(pin.trust).toBe('made')
  })

  it('with hostile text in every field is text', async () => {
    const { dashboard, place } = used()
    const page = await dashboard.go('/agents/new')
    await page.getByRole('button', { name: 'A program in Python' }).click()
    const name = page.getByLabel('Name', { exact: false }).first()
    await name.waitFor()
    await name.fill('Hostile one')
    await page.getByLabel('Description').fill('a picture: \u202egnp.exe, which is none')
    await page.getByText('it has control, direction or zero-width characters').first().waitFor()
    await page.getByLabel('Description').fill(HOSTILE)
    await page.getByLabel('Examples').fill(`${HOSTILE}\nan honest one`)
    await page.getByLabel('Tags').fill('<script>alert(1)')
    await page.getByText('Nothing: it can be made.').waitFor()
    await page.getByRole('button', { name: 'Make this agent' }).click()
    await page.getByRole('heading', { name: 'Hostile one' }).waitFor()
    await page.getByText('<img src=x onerror=alert(1)>').first().waitFor()
    expect(await page.locator('main img, main script').count()).toBe(0)
    for (const tab of ['manifest', 'test']) {
      await dashboard.go(`/agents/hostile-one?tab=${tab}`)
      await page.getByText('<img src=x onerror=alert(1)>').first().waitFor()
    }
    await place.app.deleteAgent('hostile-one')
  })
})

it(
  'is accessible in both themes, from a phone to a desk',
  () => checkEverySize(used().dashboard, [EDIT, `${EDIT}?file=skill`, '/agents/new']),
  120_000,
)
