import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type ClawPlace, clawPlace } from '../helpers/claw-place.ts'
import { type InTerminal, inTerminal } from '../helpers/in-terminal.ts'
import { type ScriptedOpenAi, startScriptedOpenAi } from '../helpers/scripted-openai.ts'

const KEY = 'sk-canary-91c02e55'
let place: ClawPlace
let server: ScriptedOpenAi
let terminal: InTerminal | undefined
beforeEach(async () => {
  place = clawPlace()
  server = await startScriptedOpenAi([{ reply: { text: 'ready' } }], { apiKey: KEY, models: ['gpt-4o-mini', 'gpt-4.1'] })
})
afterEach(async () => {
  terminal?.kill()
  place.remove()
  await server.close()
})

const start = (args: readonly string[], env: Record<string, string> = {}): InTerminal => {
  terminal = inTerminal(['setup', ...args], { cwd: place.workspace, env: { ...place.env, CLOSED_CLAW_LOCAL_SERVERS: 'none', ...env } })
  return terminal
}
const config = () => JSON.parse(readFileSync(join(place.configDir, 'config.json'), 'utf8'))

it('asks for provider, key and model, never shows the key, tries it, saves it and reads it back', async () => {
  const screen = start([], { OPENAI_BASE_URL: server.url })
  await screen.shows('Who should answer?')
  screen.type('9\n')
  await screen.shows('not in the list')
  screen.type('1\n')
  await screen.shows('Address')
  screen.type('localhost\n')
  await screen.shows('not an address')
  screen.type('\n')
  await screen.shows('(not shown')
  screen.type('sk-wrong-key-000\n')
  await screen.shows(/The key is rejected[\s\S]*\(not shown/)
  screen.type(`${KEY}\n`)
  await screen.shows(/Model, by number or name \[gpt-4o-mini\]/)
  screen.type('1\n')
  await screen.shows('it answered: ready')
  await screen.shows('OPENAI_API_KEY (secrets.json)')
  expect(await screen.ended).toBe(0)
  expect(screen.screen()).not.toContain(KEY)
  expect(screen.screen()).not.toContain('sk-wrong-key-000')
  expect(config()).toEqual({ CLOSED_CLAW_LLM_PROVIDER: 'openai', CLOSED_CLAW_LLM_MODEL: 'gpt-4.1' })
  expect(readFileSync(join(place.configDir, 'secrets.json'), 'utf8')).toContain(KEY)
})

it('offers a server of this machine and a key of the environment, and takes neither by itself', async () => {
  const local = await startScriptedOpenAi([{ reply: { text: 'ready' } }], { models: ['qwen3-8b'] })
  const env = { CLOSED_CLAW_LOCAL_SERVERS: `lmstudio:${new URL(local.url).port}`, ANTHROPIC_API_KEY: 'sk-ant-1234567' }
  const screen = start([], env)
  await screen.shows('ANTHROPIC_API_KEY is there (environment)')
  await screen.shows(/4 {2}openai +lmstudio at .* found on this machine, 1 model/)
  expect(local.chats()).toEqual([])
  screen.type('4\n')
  await screen.shows('[qwen3-8b]')
  screen.type('\n')
  await screen.shows('Try it')
  expect(await screen.ended).toBe(0)
  expect(config()).toEqual({ CLOSED_CLAW_LLM_PROVIDER: 'openai', CLOSED_CLAW_LLM_MODEL: 'qwen3-8b', OPENAI_BASE_URL: local.url })
  expect([...local.asides, ...local.requests].every(({ headers }) => !JSON.stringify(headers).includes('sk-ant'))).toBe(true)
  await local.close()
})

it.each([
  ['Ctrl-C at the menu', async (screen: InTerminal) => screen.type('\u0003')],
  ['Ctrl-D at the menu', async (screen: InTerminal) => screen.type('\u0004')],
  [
    'Ctrl-C at the key',
    async (screen: InTerminal) => {
      screen.type('openai\n')
      await screen.shows('Address')
      screen.type('\n')
      await screen.shows('(not shown')
      screen.type('sk-half\u0003')
    },
  ],
])('%s leaves nothing behind', async (_name, act) => {
  const screen = start([], { OPENAI_BASE_URL: server.url })
  await screen.shows('Number or name')
  await screen.raw()
  await act(screen)
  // Ended by the signal, as a shell shows it, or by its own exit code.
  expect([130, 254]).toContain(await screen.ended)
  expect(existsSync(join(place.configDir, 'config.json'))).toBe(false)
  expect(existsSync(join(place.configDir, 'secrets.json'))).toBe(false)
})

it('a failed test saves only what the person insists on', async () => {
  const flags = ['--provider', 'openai', '--model', 'gpt-4o-mini', '--base-url', 'http://127.0.0.1:9/v1']
  const screen = start(flags, { OPENAI_API_KEY: KEY })
  await screen.shows('Use OPENAI_API_KEY (environment)?')
  screen.type('\n')
  await screen.shows('Save it all the same?')
  screen.type('\n')
  expect(await screen.ended).toBe(4)
  expect(existsSync(join(place.configDir, 'config.json'))).toBe(false)
  const again = start(flags, { OPENAI_API_KEY: KEY })
  await again.shows('Use OPENAI_API_KEY')
  again.type('yes\n')
  await again.shows('Save it all the same?')
  again.type('yes\n')
  expect(await again.ended).toBe(0)
  expect(config()).toMatchObject({ OPENAI_BASE_URL: 'http://127.0.0.1:9/v1' })
})
