import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { type ClawPlace, clawPlace } from '../helpers/claw-place.ts'
import { openTerminal, type Terminal } from '../helpers/terminal.ts'
import { openRegistry, seedRuns } from './seed-runs.ts'

let place: ClawPlace
const terminals: Terminal[] = []
afterEach(async () => {
  for (const terminal of terminals.splice(0)) await terminal.close()
  place.remove()
})

async function runsPlace(): Promise<Terminal> {
  const terminal = openTerminal([], { cwd: place.workspace, env: place.env })
  terminals.push(terminal)
  await terminal.shows('Runs')
  terminal.press('tab')
  terminal.type(':runs')
  terminal.press('enter')
  await terminal.shows('first')
  return terminal
}

const shownTasks = (terminal: Terminal): number => terminal.screen().filter((line) => /✗ failed +seeded task/.test(line)).length

test('five thousand runs are filtered at once, and the keys do what they say, with reasons where they do not', {
  timeout: 120_000,
}, async () => {
  place = clawPlace({ 'a.txt': 'x' })
  await place.run(['run', 'how many files are here'])
  const store = openRegistry(place)
  seedRuns(store, 5000)
  store.close()
  const terminal = await runsPlace()
  await terminal.shows('5001 runs')

  const typed = Date.now()
  terminal.type('/status:failed agent:writ 4')
  await terminal.shows(/118 runs.*\/status:failed agent:writ 4/)
  expect(Date.now() - typed).toBeLessThan(3000)
  expect(shownTasks(terminal)).toBeGreaterThan(3)
  terminal.press('escape')
  await terminal.shows('5001 runs')
  terminal.type('/colour:red')
  await terminal.shows("there is no 'colour:'")
  terminal.press('escape')
  await terminal.showsNot('/colour')
  terminal.type('2')
  await terminal.shows('1000 runs')
  terminal.type('r')
  await terminal.shows('it has ended (failed)')
  terminal.type('s')
  await terminal.shows('stop: it has ended')

  terminal.type('1')
  terminal.type('/how many')
  await terminal.shows('1 run,')
  terminal.press('enter')
  terminal.type('y')
  await terminal.shows(/claw watch [0-9a-f]{12}/)
  terminal.type('x')
  await terminal.shows('into which folder')
  terminal.press('enter')
  await terminal.shows(/5 files in/)
  const [folder] = /claw-run-[0-9a-f]{8}/.exec(terminal.screen().join('\n')) ?? ['']
  expect(existsSync(join(place.workspace, folder, 'events.jsonl'))).toBe(true)
  expect(readFileSync(join(place.workspace, folder, 'answer.txt'), 'utf8')).toBe('1 file.\n')
  terminal.type('x')
  terminal.press('enter')
  await terminal.shows('is there already')

  terminal.type('R')
  await terminal.shows('Run this once more?')
  terminal.type('y')
  await terminal.shows('overview')
  await terminal.shows(/completed/, 30_000)
  terminal.press('escape')
  await terminal.shows('2 runs')
  terminal.type('e')
  await terminal.shows('> how many files are here')
})

test('of two menus that resume the same run one gets it', { timeout: 120_000 }, async () => {
  place = clawPlace({ 'a.txt': 'x' })
  await place.run(['run', 'how many files are here', '--plan-only'])
  const both = [await runsPlace(), await runsPlace()]
  for (const terminal of both) await terminal.shows('completed')
  for (const terminal of both) terminal.type('r')
  const told = both.map((terminal) => terminal.shows(/in a process of its own|is held by|goes on already|it has ended/, 30_000))
  await Promise.all(told)
  const screens = both.map((terminal) => terminal.screen().join('\n'))
  expect(screens.filter((screen) => screen.includes('in a process of its own')).length).toBe(1)
})
