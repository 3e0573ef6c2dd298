import { afterEach, expect, test } from 'vitest'
import { clawPlace } from '../helpers/claw-place.ts'
import { forbiddenBytes } from '../helpers/forbidden-bytes.ts'
import { startScriptedOpenAi } from '../helpers/scripted-openai.ts'
import { openTerminal, type Terminal } from '../helpers/terminal.ts'

const open: (() => unknown)[] = []
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
})

const SLOW = { text: `${'word '.repeat(120)}the end`, piece: 20, piece_delay_ms: 100 }

async function slowRun(args: readonly string[], env: Readonly<Record<string, string>> = {}, term = 'xterm-256color'): Promise<Terminal> {
  const place = clawPlace()
  const server = await startScriptedOpenAi([{ reply: SLOW }])
  const model = {
    CLOSED_CLAW_LLM_PROVIDER: 'openai',
    OPENAI_API_KEY: 'sk-test',
    OPENAI_BASE_URL: server.url,
    CLOSED_CLAW_RULES_FIRST: 'off',
  }
  const terminal = openTerminal(['run', 'say something long', '--agent', 'file-analyst', ...args], {
    cwd: place.workspace,
    env: { ...place.env, ...model, ...env },
    columns: 100,
    rows: 20,
    term,
    before: 'what stood there before\r\n',
  })
  open.push(place.remove, server.close, () => terminal.close())
  return terminal
}

test('claw run draws its capsules below the progress, keeps what was there, and leaves nothing behind', async () => {
  const terminal = await slowRun([])
  await terminal.shows(/running +file-analyst .*writes/)
  await terminal.shows(/writes {2}file-analyst: \d+ characters/)
  terminal.resize(44, 10)
  await terminal.shows(/● running file-analyst +\d/)
  expect(await terminal.ended).toBe(0)
  const all = [...terminal.scrollback(), ...terminal.screen()].join('\n')
  expect(all).toContain('what stood there before')
  expect(all).toContain('the end')
  expect(all).not.toMatch(/● running/)
  expect(forbiddenBytes(terminal.bytes(), { inline: true })).toEqual([])
})

test('Ctrl-C takes the lines away, and the echo of it leaves none behind', async () => {
  const terminal = await slowRun([])
  // The line is as long as it gets.
  await terminal.shows(/writes {2}file-analyst: [2-9]\d\d characters/)
  terminal.press('ctrl+c')
  expect(await terminal.ended).toBe(130)
  const all = [...terminal.scrollback(), ...terminal.screen()].join('\n')
  expect(all).toContain('Stopping: no new work starts')
  expect(all).not.toMatch(/● running/)
})

test.each([
  ['--accessible', {}],
  ['--no-input', { ACCESSIBLE: '1' }],
])('not one escape sequence with %s %o', async (flag, env) => {
  const terminal = await slowRun([flag], env)
  expect(await terminal.ended).toBe(0)
  expect(terminal.bytes().toString('utf8')).not.toContain('\u001b')
})

test.each([
  ['--accessible', {}, 'xterm'],
  ['--no-input', { NO_COLOR: '1' }, 'xterm'],
  ['--no-input', {}, 'dumb'],
] as const)('nothing is drawn over with %s %o on %s', async (flag, env, term) => {
  const terminal = await slowRun([flag], env, term)
  expect(await terminal.ended).toBe(0)
  expect(terminal.bytes().toString('utf8')).not.toMatch(/\u001b\[\d*[AJ]|● running/)
})
