import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type ClawPlace, clawPlace } from '../helpers/claw-place.ts'
import type { Terminal } from '../helpers/terminal.ts'
import { goTo, openMenuIn } from '../helpers/walk-menu.ts'

const VALUE = 'ghp_0123456789abcdefghijklmnopqrstuv'

let place: ClawPlace
let shown: Terminal
beforeEach(async () => {
  place = clawPlace({ 'notes.md': '# Notes\n' })
  shown = await openMenuIn(place, { columns: 120, rows: 40 })
})
afterEach(async () => {
  await shown.close()
  place.remove()
})

it('a rule is added, holds, and is removed after a question', async () => {
  await goTo(shown, 'policy', /preset workspace/)
  shown.press('n')
  await shown.shows('Add the rule')
  shown.press('right', 'tab', 'tab', 'tab', 'tab')
  shown.type('make *')
  shown.press('tab', 'tab', 'tab', 'tab')
  shown.type('no-make')
  await shown.quiet()
  shown.press('ctrl+s')
  await shown.shows(/added in .*policy\.json/)
  shown.press('escape')
  await shown.shows(/deny +no-make/)
  shown.press('t')
  await shown.shows('command')
  shown.type('make all')
  await shown.quiet()
  shown.press('ctrl+s')
  await shown.shows(/decision +deny.*rule +no-make/s)
  shown.press('escape')
  await shown.shows(/preset workspace/)
  shown.press('/')
  shown.type('no-make')
  shown.press('enter')
  await shown.shows(/> deny +no-make/)
  shown.press('d')
  await shown.shows('Remove the rule no-make?')
  shown.press('y')
  await shown.shows(/removed in .*policy\.json/)
})

it('a secret goes in and never comes out', async () => {
  await goTo(shown, 'secrets', /0 secrets/)
  shown.press('n')
  await shown.shows('Keep it')
  shown.type('GITHUB_TOKEN')
  shown.press('tab')
  shown.type(VALUE)
  shown.press('tab')
  shown.type('api.github.com')
  await shown.quiet()
  shown.press('ctrl+s')
  await shown.shows(/> GITHUB_TOKEN +api\.github\.com/)
  expect(shown.bytes().includes(VALUE)).toBe(false)
  expect(filesWith(place.root, VALUE)).toEqual([join(place.configDir, 'secrets.json')])
  shown.press('d')
  await shown.shows('Remove GITHUB_TOKEN?')
  shown.press('y')
  await shown.shows('0 secrets')
  expect(filesWith(place.root, VALUE)).toEqual([])
})

function filesWith(folder: string, text: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile() && readFileSync(path).includes(text))
}
