import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { clawPlace } from '../helpers/claw-place.ts'
import { openTerminal, type Terminal } from '../helpers/terminal.ts'

const open: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
})

function accessible(): { terminal: Terminal; workspace: string } {
  const place = clawPlace()
  const terminal = openTerminal(['--accessible'], { cwd: place.workspace, env: place.env, columns: 120, rows: 60 })
  open.push(place.remove, () => terminal.close())
  return { terminal, workspace: place.workspace }
}

test('--accessible tells the menu in lines that are only appended, and leaves a folder as it was', async () => {
  const { terminal, workspace } = accessible()
  await terminal.shows('Type a number')
  const doctor = /(\d+)\. Doctor,/.exec(terminal.screen().join('\n'))?.[1] ?? ''
  terminal.type(`${doctor}\r`)
  await terminal.shows(/chosen: Doctor/)
  const enter = /(\d+)\. open \(Enter\)/.exec(terminal.screen().join('\n'))?.[1] ?? ''
  terminal.type(`${enter}\r`)
  await terminal.shows(/\d+\. node, state ok/)
  terminal.type('q\r')
  expect(await terminal.ended).toBe(0)
  expect(terminal.bytes().toString('utf8')).not.toMatch(/\u001b/)
  expect(existsSync(join(workspace, '.closed_claw'))).toBe(false)
})

test('the end of the input ends it', async () => {
  const { terminal } = accessible()
  await terminal.shows('Type a number')
  terminal.type('\u0004')
  expect(await terminal.ended).toBe(0)
})
