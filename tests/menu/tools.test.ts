import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type ClawPlace, clawPlace } from '../helpers/claw-place.ts'
import type { Terminal, TerminalOptions } from '../helpers/terminal.ts'
import { goTo, openMenuIn } from '../helpers/walk-menu.ts'

let place: ClawPlace
let terminal: Terminal | undefined
beforeEach(() => {
  place = clawPlace({ 'notes.md': '# Notes\n' })
})
afterEach(async () => {
  await terminal?.close()
  terminal = undefined
  place.remove()
})

/** A tool with the arguments that are typed into the raw field of its form. */
async function tool(name: string, args: object, options: Partial<TerminalOptions> = {}): Promise<Terminal> {
  terminal = await openMenuIn(place, { columns: 120, rows: 40, ...options })
  await goTo(terminal, 'tools', /file_io/)
  terminal.press('/')
  terminal.type(name)
  terminal.press('enter')
  await terminal.shows(new RegExp(`> ${name}`))
  terminal.press('enter')
  await terminal.shows('Arguments of the call')
  terminal.press('e')
  await terminal.shows('Take these')
  terminal.press('shift+tab', 'shift+tab')
  terminal.paste(JSON.stringify(args))
  await terminal.quiet()
  terminal.press('ctrl+s')
  await terminal.shows(/Arguments of the call/)
  return terminal
}

const audited = async (): Promise<unknown[]> => {
  const { stdout } = await place.run(['audit', '--action', 'tool', '--order', 'oldest', '--json'])
  return JSON.parse(stdout).result.map(({ action, target, decision }: Record<string, unknown>) => [action, target, decision])
}

/** A question answers no key in its first moments. */
const takesKeys = () => new Promise((resolve) => setTimeout(resolve, 600))

it('a dry run does nothing, and a call that is allowed is done, shown and audited', async () => {
  const shown = await tool('file_io', { op: 'write', path: 'made.txt', content: 'hello \u001b[31mred' })
  shown.press('t')
  await shown.shows(/dry run: nothing was done.*decision +allow/s)
  expect(existsSync(join(place.workspace, 'made.txt'))).toBe(false)
  shown.press('c')
  await shown.shows(/done in/)
  expect(readFileSync(join(place.workspace, 'made.txt'), 'utf8')).toBe('hello \u001b[31mred')
  expect(await audited()).toEqual([
    ['tool.call', 'file_io', 'allow'],
    ['tool.done', 'file_io', null],
  ])
})

it('what the policy asks about waits for a word, and no is no', async () => {
  const shown = await tool('terminal', { cmd: 'rm -rf notes.md' })
  shown.press('c')
  await shown.shows('The policy asks before this is done')
  await takesKeys()
  shown.press('d')
  await shown.shows(/APPROVAL_DENIED/)
  expect(existsSync(join(place.workspace, 'notes.md'))).toBe(true)
  shown.press('c')
  await shown.shows('The policy asks before this is done')
  await takesKeys()
  shown.press('a')
  await shown.shows(/done in/)
  expect(existsSync(join(place.workspace, 'notes.md'))).toBe(false)
  expect(await audited()).toEqual([
    ['tool.call', 'terminal', 'ask'],
    ['tool.call', 'terminal', 'approved'],
    ['tool.done', 'terminal', null],
  ])
})

it('what the policy denies is not done, with its rule', async () => {
  const env = { ...place.env, CLOSED_CLAW_POLICY: 'readonly' }
  const shown = await tool('file_io', { op: 'write', path: 'made.txt', content: 'x' }, { env })
  shown.press('c')
  await shown.shows(/POLICY_DENIED: Denied by readonly/)
  expect(existsSync(join(place.workspace, 'made.txt'))).toBe(false)
})

it('a call that goes on ends with Esc', async () => {
  const shown = await tool('terminal', { cmd: 'sleep 300', timeout_s: 400 })
  shown.press('c')
  await shown.shows(/calling/)
  await new Promise((resolve) => setTimeout(resolve, 500))
  shown.press('escape')
  await shown.shows('not done or failed')
})

it.each(['q', 'SIGTERM'] as const)('a call that goes on when the menu is left by %s is ended, and that is audited', async (way) => {
  const shown = await tool('terminal', { cmd: 'sleep 300', timeout_s: 400 })
  shown.press('c')
  await shown.shows(/calling/)
  await expect.poll(audited, { timeout: 10_000 }).toHaveLength(1)
  if (way === 'q') shown.press('q')
  else await shown.signal(way)
  expect(await shown.ended).toBe(way === 'q' ? 0 : 143)
  expect(await audited()).toEqual([
    ['tool.call', 'terminal', 'allow'],
    ['tool.done', 'terminal', null],
  ])
})
