import { afterEach, beforeEach, expect, it } from 'vitest'
import { type ClawPlace, clawPlace } from '../helpers/claw-place.ts'
import type { Terminal } from '../helpers/terminal.ts'
import { goTo, openMenuIn } from '../helpers/walk-menu.ts'

let place: ClawPlace
let terminal: Terminal | undefined
beforeEach(async () => {
  place = clawPlace({ 'notes.md': '# Notes\n' })
  await place.run(['run', 'How many Markdown files are here?'])
})
afterEach(async () => {
  await terminal?.close()
  terminal = undefined
  place.remove()
})

/** What the menu of the system before claw offered, and how the same is reached here: the place, what it shows, a key, what that leads to. */
const ENTRIES: readonly (readonly [entry: string, place: string, shows: RegExp, keys: readonly string[], then: RegExp])[] = [
  ['Setup', 'setup', /Who should answer\?/, [], /rules/],
  ['Init', 'doctor', /configuration/, ['i'], /Mend it\?/],
  ['Doctor', 'doctor', /sqlite/, [], /sandbox/],
  ['List Agents', 'agents', /file-analyst/, [], /writer/],
  ['View Agent Details', 'agents', /file-analyst/, ['enter'], /claw Agents > /],
  ['List Runs', 'runs', /How many Markdown/, [], /completed/],
  ['List Audit', 'audit', /run\.started/, [], /records/],
  ['Show Run Log', 'runs', /How many Markdown/, ['enter', '3'], /run\.ended|log/],
  ['List Tools', 'tools', /file_io/, [], /terminal/],
  ['Delete Agent', 'agents', /file-analyst/, ['d'], /shipped|[Dd]elete/],
  ['Delete All Agents', 'agents', /file-analyst/, ['D'], /DELETE ALL|[Nn]o agent|nothing|shipped/],
  ['Web Dashboard', 'web', /Sign in/, [], /http:\/\/127\.0\.0\.1:\d+\S*/],
]

for (const [entry, name, shows, keys, then] of ENTRIES) {
  it(`${entry}: at ${name}`, async () => {
    terminal = await openMenuIn(place, { columns: 120, rows: 40 })
    await goTo(terminal, name, shows)
    for (const key of keys) {
      terminal.press(key)
      await terminal.quiet()
    }
    await terminal.shows(then)
  })
}

it('Run Task: at home, with every option; Stop Run Loop: its key at the run; Exit: q', async () => {
  terminal = await openMenuIn(place, { columns: 120, rows: 50 })
  await terminal.shows('What should be done?')
  terminal.press('ctrl+o')
  for (const option of [/session/i, /context/i, /provider/i, /model/i, /agents/i, /folder|organi[sz]e/i]) await terminal.shows(option)
  terminal.press('escape')
  await terminal.shows('What should be done?')
  terminal.press('ctrl+c')
  expect(await terminal.ended).toBe(0)
})
