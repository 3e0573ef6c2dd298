import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { clawPlace } from '../helpers/claw-place.ts'
import { openTerminal, type Terminal } from '../helpers/terminal.ts'

const open: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
})

function accessible(): { terminal: Terminal; workspace: string; temporary: string } {
  const place = clawPlace()
  const temporary = join(place.root, 'tmp')
  mkdirSync(temporary)
  const terminal = openTerminal(['--accessible'], {
    cwd: place.workspace,
    env: { ...place.env, TMPDIR: temporary },
    columns: 120,
    rows: 60,
  })
  open.push(place.remove, () => terminal.close())
  return { terminal, workspace: place.workspace, temporary }
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

test('Ctrl-C ends it, and nothing is left of what was looked at', async () => {
  const { terminal, temporary } = accessible()
  await terminal.shows(/Agents, \d+, who does/)
  expect(readdirSync(temporary)).not.toEqual([])
  terminal.type('\u0003')
  expect(await terminal.ended).toBe(130)
  expect(readdirSync(temporary)).toEqual([])
})

test('a secret that a form asks for is not shown while it is typed, and lines go on after it', async () => {
  const { terminal } = accessible()
  const choose = async (name: RegExp): Promise<void> => {
    await terminal.shows(name)
    terminal.type(`${name.exec(terminal.screen().join('\n'))?.[1]}\r`)
  }
  await choose(/(\d+)\. Secrets,/)
  await terminal.shows('chosen: Secrets')
  await choose(/(\d+)\. open \(Enter\)/)
  await terminal.shows('No secret is kept')
  await choose(/(\d+)\. new \(n\)/)
  await terminal.shows('name (needed)')
  terminal.type('WEATHER_TOKEN\r')
  await terminal.shows('What you type is not shown')
  await terminal.raw()
  terminal.type('canary-7f3a91\r')
  await terminal.shows('hosts: nothing')
  terminal.type('api.example.com\r')
  await terminal.shows('agents: nothing')
  terminal.type('\r')
  await terminal.shows('value: filled in')
  terminal.type('\r')
  await terminal.shows('WEATHER_TOKEN, goes to api.example.com')
  const bytes = terminal.bytes().toString('utf8')
  expect(bytes).not.toContain('canary')
  expect(bytes).not.toMatch(/\u001b/)
})
