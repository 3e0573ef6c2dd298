import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
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

async function audit(): Promise<Terminal> {
  terminal = await openMenuIn(place, { columns: 120, rows: 40 })
  await goTo(terminal, 'audit', /records, newest first/)
  return terminal
}

async function filtered(shown: Terminal, query: string): Promise<void> {
  shown.press('/')
  shown.type(query)
  shown.press('enter')
}

it('a record is found by its fields and explained, and leads to its run', async () => {
  const shown = await audit()
  await filtered(shown, 'action:tool actor:agent:file-analyst')
  await shown.shows(/\n> +\d+ .* tool\.call +allow +file_io/)
  expect(shown.screen().join('\n')).not.toContain('run.started')
  shown.press('enter')
  await shown.shows(/who +agent:.*for .*task +How many Markdown files.*rules +in the order/s)
  shown.press('a')
  await shown.shows(/run\.started/)
  shown.press('escape')
  await shown.shows(/^claw Audit > Record \d+ *\S* *rules/m)
  shown.press('enter')
  await shown.shows(/claw .*> Run/)
})

it('a time that is none is said, and the filter can be mended', async () => {
  const shown = await audit()
  await filtered(shown, 'since:soon')
  await shown.shows("since: 'soon' is no time")
  shown.press('/', 'escape')
  await shown.shows(/run\.started/)
})

it('the chain is verified, and a record that was edited is named', async () => {
  const shown = await audit()
  shown.press('v')
  await shown.shows('The audit chain is whole')
  const registry = new Database(join(place.workspace, '.closed_claw', 'registry.db'))
  registry.exec('DROP TRIGGER IF EXISTS audit_no_update')
  for (const { name } of registry.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit'").all() as {
    name: string
  }[])
    registry.exec(`DROP TRIGGER ${name}`)
  registry.prepare("UPDATE audit SET actor = 'nobody' WHERE n = 2").run()
  registry.close()
  shown.press('v')
  await shown.shows(/Audit record 2 is bad: .*edited/)
})

it('an export is written, and not over a file that is there unless that was said', async () => {
  const shown = await audit()
  const file = join(place.workspace, 'out.jsonl')
  shown.press('x')
  await shown.shows('format')
  shown.press('tab')
  shown.type(file)
  await shown.quiet()
  shown.press('ctrl+s')
  await shown.shows(/records in .*out\.jsonl/)
  const lines = readFileSync(file, 'utf8').trim().split('\n')
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ action: 'audit.head', decision: 'whole' })
  writeFileSync(file, 'mine')
  shown.press('x')
  await shown.shows('format')
  shown.press('tab')
  shown.type(file)
  await shown.quiet()
  shown.press('ctrl+s')
  await shown.shows(/out\.jsonl is there already/)
  shown.press('n')
  await shown.shows(/records, newest first/)
  expect(readFileSync(file, 'utf8')).toBe('mine')
  expect(existsSync(`${file}.part`)).toBe(false)
})

it('what an agent remembers is read and forgotten, after a question', async () => {
  const shown = await audit()
  await goTo(shown, 'memory', /file-analyst +0 +0 +1/)
  shown.press('down', 'enter')
  await shown.shows(/> episode/)
  shown.press('enter')
  await shown.shows(/evidence/)
  shown.press('escape')
  await shown.shows(/> episode/)
  shown.press('d')
  await shown.shows('Forget this, for good?')
  shown.press('n')
  await shown.shows(/> episode/)
  shown.press('d')
  await shown.shows('Forget this, for good?')
  shown.press('y')
  await shown.shows('Nothing is remembered')
  expect((await place.run(['memory', 'list', 'file-analyst'])).stdout).toContain('remembers nothing')
})
