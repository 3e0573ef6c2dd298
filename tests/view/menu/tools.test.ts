import { expect, test } from 'vitest'
import type { MenuMessage, MenuState } from '../../../src/view/menu/menu-state.ts'
import type { ToolData } from '../../../src/view/menu/places/tool/tool-io.ts'
import type { ToolsData } from '../../../src/view/menu/places/tools/tools-io.ts'
import { openMenu } from '../../../src/view/menu/reduce-menu.ts'
import type { ToolVerdict } from '../../../src/view/policy-rows.ts'
import type { ToolRow } from '../../../src/view/rows.ts'
import { AROUND, after, press, told as tell, screenText as text, typed } from '../../helpers/menu-keys.ts'

const at = (now: number): MenuMessage => ({ type: 'tick', now })
const told = (data: ToolData | ToolsData) => tell(data)

const TOOL: ToolRow = {
  name: 'terminal',
  description: 'Run a shell command.',
  effects: ['exec'],
  input_schema: { type: 'object', properties: { cmd: { type: 'string' } } },
  examples: [{ cmd: 'ls' }, { cmd: 'git push' }],
  aliases: { command: 'cmd' },
  allowed: true,
}
const VERDICT: ToolVerdict = {
  tool: 'terminal',
  agent_id: null,
  decision: 'ask',
  rule: 'workspace.command',
  origin: 'preset',
  reason: 'it changes \u202esomething',
  effect: 'exec',
  sandbox: 'bwrap',
  args: { cmd: 'git push' },
  args_hash: 'f00d',
  touches: { paths: [], host: null, method: null, commands: ['git push'] },
  steps: [],
}

test('the list says of each tool what it can do and what the policy says to its example', () => {
  const first = openMenu({ to: 'tools' }, AROUND)
  expect(first.effects).toEqual([{ screen: 1, place: 'tools', effect: { do: 'load', agent_id: null } }])
  const tools = told({ type: 'tools', agent_id: null, tools: [TOOL], agents: [] })
  const { state } = after(first.state, tools, told({ type: 'judged', agent_id: null, tool: 'terminal', verdict: VERDICT }))
  expect(text(state)).toMatch(/> terminal +yes +ask +exec +bwrap +Run a shell command/)
  expect(text(state)).toContain('ask by workspace.command: it changes \\u{202e}something')
  expect(text(after(state, press('/'), press('z')).state)).toContain('no tool holds these words')
})

test('an agent is chosen, and what was judged for somebody else is not shown', () => {
  const agent = { agent_id: 'writer', description: 'Writes.', status: 'active' }
  const tools = told({ type: 'tools', agent_id: null, tools: [TOOL], agents: [agent as never] })
  const step = after(openMenu({ to: 'tools' }, AROUND).state, tools, press('a'), press('down'), press('enter'))
  expect(step.effects[0]?.effect).toEqual({ do: 'load', agent_id: 'writer' })
  const late = after(step.state, told({ type: 'judged', agent_id: null, tool: 'terminal', verdict: VERDICT }))
  expect(text(late.state)).toContain('as the agent writer')
  expect(text(late.state)).not.toContain('workspace.command')
})

const open = (rows = 24): MenuState =>
  after(openMenu({ to: 'tool', name: 'terminal', agent_id: null }, { ...AROUND, rows }).state, told({ type: 'tool', tool: TOOL })).state

test('a dry run and a call are of the arguments that are shown', () => {
  const other = after(open(), press('n')).state
  expect(text(other)).toContain('"git push"')
  const call = { tool: 'terminal', args: { cmd: 'git push' }, agent_id: null }
  expect(after(other, press('t')).effects[0]?.effect).toEqual({ do: 'judge', call })
  expect(after(other, press('c')).effects[0]?.effect).toEqual({ do: 'call', call })
})

test('the arguments are filled in by a form of the schema, and those of before stand in it', () => {
  const form = after(open(), press('e')).state
  expect(text(form)).toContain('cmd')
  const filled = after(form, ...typed(' -la'), press('ctrl+s')).state
  expect(text(filled)).toContain('"cmd": "ls -la"')
  expect(after(filled, press('t')).effects[0]?.effect).toMatchObject({ call: { args: { cmd: 'ls -la' } } })
  expect(text(after(open(), press('e'), press('escape')).state)).toContain('"cmd": "ls"')
})

test('a question is not answered before it stood there, nor before all of it was seen; and Esc does not leave it', () => {
  const asked = after(open(12), press('c'), told({ type: 'asks', verdict: VERDICT })).state
  for (const key of ['d', 'escape']) {
    const early = after(asked, at(399), press(key))
    expect(early.effects).toEqual([])
    expect(text(early.state)).toContain('the question has only just come')
  }
  const unread = after(asked, at(400), press('a'))
  expect(unread.effects).toEqual([])
  expect(text(unread.state)).toContain('read the whole call first')
  const pages = Array.from({ length: 9 }, () => press('pagedown'))
  const read = after(unread.state, ...pages, press('home'), press('a'))
  expect(read.effects[0]?.effect).toEqual({ do: 'answer', allow: true })
  expect(after(asked, at(400), press('escape')).effects[0]?.effect).toEqual({ do: 'answer', allow: false })
})

test('a question that was covered takes no key at first when it is seen again', () => {
  const read = after(open(40), press('c'), told({ type: 'asks', verdict: VERDICT }), at(400)).state
  expect(after(read, press('a')).effects[0]?.effect).toEqual({ do: 'answer', allow: true })
  const covers = {
    help: [press('?'), press('q')],
    elsewhere: [...typed(':audit'), press('enter'), press('escape')],
    stopped: [{ type: 'back' } as const],
  }
  for (const [name, keys] of Object.entries(covers)) {
    const again = after(read, at(5000), ...keys)
    expect(after(again.state, press('a')).effects, name).toEqual([])
    expect(after(again.state, at(5399), press('a')).effects, name).toEqual([])
    expect(after(again.state, at(5400), press('a')).effects[0]?.effect, name).toEqual({ do: 'answer', allow: true })
  }
})

test('a question that came behind another screen takes no key before it was seen', () => {
  const away = after(
    open(40),
    press('c'),
    ...typed(':audit'),
    press('enter'),
    told({ type: 'asks', verdict: VERDICT }),
    at(9000),
    press('escape'),
  ).state
  expect(after(away, press('a')).effects).toEqual([])
  expect(after(away, at(9400), press('a')).effects[0]?.effect).toEqual({ do: 'answer', allow: true })
})

test('what was read of a question is counted in the wrapping of another width, too', () => {
  const long: ToolVerdict = { ...VERDICT, args: { cmd: `git push ${'word '.repeat(1500)}; rm -rf .` } }
  const asked = after(open(12), press('c'), told({ type: 'asks', verdict: long }), at(400)).state
  const pages = Array.from({ length: 3 }, () => press('pagedown'))
  const part = after(asked, ...pages, { type: 'resized', columns: 40, rows: 12 }, press('end'), { type: 'resized', columns: 200, rows: 12 })
  expect(after(part.state, press('a')).effects).toEqual([])
})

test('a call that goes on is cancelled by Esc and by Ctrl-C, and its result is read in full', () => {
  const calling = after(open(), press('c')).state
  for (const key of ['escape', 'ctrl+c']) expect(after(calling, press(key)).effects[0]?.effect).toEqual({ do: 'cancel' })
  const result = { exit_code: 1, stdout: 'one\n\u001b[31mtwo\n', stderr: '' }
  const row = { verdict: VERDICT, ok: false, result, error: { code: 'TOOL_FAILED', message: 'exit 1' }, duration_ms: 12 }
  const done = after(calling, told({ type: 'called', row })).state
  expect(text(done)).toContain('not done or failed in 12ms')
  expect(text(done)).toContain('TOOL_FAILED: exit 1')
  expect(text(done)).toContain('\none')
  expect(text(done)).toContain('\\u{1b}[31mtwo')
  expect(text(after(done, press('escape')).state)).toContain('What it takes')
})
