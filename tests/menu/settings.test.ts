import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type ClawPlace, clawPlace } from '../helpers/claw-place.ts'
import { type ScriptedOpenAi, startScriptedOpenAi } from '../helpers/scripted-openai.ts'
import type { Terminal, TerminalOptions } from '../helpers/terminal.ts'
import { goTo, openMenuIn } from '../helpers/walk-menu.ts'

const KEY = 'sk-scripted-0123456789abcdef'

let place: ClawPlace
let terminal: Terminal | undefined
let server: ScriptedOpenAi | undefined
beforeEach(() => {
  place = clawPlace({ 'notes.md': '# Notes\n' })
})
afterEach(async () => {
  await terminal?.close()
  await server?.close()
  terminal = undefined
  server = undefined
  place.remove()
})

async function settings(options: Partial<TerminalOptions> = {}): Promise<Terminal> {
  terminal = await openMenuIn(place, { columns: 120, ...options })
  await goTo(terminal, 'settings', /of \d+ set/)
  return terminal
}

async function filtered(shown: Terminal, words: string, row: RegExp): Promise<void> {
  shown.press('/')
  shown.type(words)
  shown.press('enter')
  await shown.shows(row)
}

const saved = (): Record<string, unknown> => JSON.parse(readFileSync(join(place.configDir, 'config.json'), 'utf8'))

it('a setting is changed, refused where it cannot be, read back, and taken away again', async () => {
  const shown = await settings()
  await filtered(shown, 'llm_timeout', /> CLOSED_CLAW_LLM_TIMEOUT_SEC +45 +default/)
  shown.press('enter')
  await shown.shows('from 1 to 3600')
  shown.type('000')
  await shown.shows('is at most 3600')
  shown.press('ctrl+u')
  shown.type('99')
  await shown.showsNot('is at most')
  shown.press('ctrl+s')
  await shown.shows(/Saved\. .*is now 99 \(config file\)/)
  await shown.shows(/> CLOSED_CLAW_LLM_TIMEOUT_SEC +99 +config file/)
  expect(saved()).toEqual({ CLOSED_CLAW_LLM_TIMEOUT_SEC: '99' })
  shown.press('d')
  await shown.shows(/Take CLOSED_CLAW_LLM_TIMEOUT_SEC out/)
  shown.press('y')
  await shown.shows(/> CLOSED_CLAW_LLM_TIMEOUT_SEC +45 +default/)
  expect(saved()).toEqual({})
})

it('what the environment holds comes first, and the way out is named', async () => {
  const shown = await settings({ env: { ...place.env, CLOSED_CLAW_AGENT_RETRIES: '5' } })
  await filtered(shown, 'agent_retries', /> CLOSED_CLAW_AGENT_RETRIES +5 +environment/)
  shown.press('enter')
  await shown.shows('which comes first: unset CLOSED_CLAW_AGENT_RETRIES')
  shown.press('ctrl+u')
  shown.type('1')
  shown.press('ctrl+s')
  await shown.shows(/is still 5: the environment\s+comes before it.*unset\s+CLOSED_CLAW_AGENT_RETRIES/s)
  expect(saved()).toEqual({ CLOSED_CLAW_AGENT_RETRIES: '1' })
})

it('a model is connected: tried before it is saved, in use at once, its key in secrets.json alone', async () => {
  server = await startScriptedOpenAi([{ reply: { text: 'ready' } }], { apiKey: KEY, models: ['gpt-4o-mini', 'gpt-other'] })
  const shown = await settings()
  shown.press('s')
  await shown.shows(/> rules/)
  shown.press('home')
  await shown.shows(/> openai/)
  shown.press('enter')
  await shown.shows('address')
  shown.type(server.url)
  shown.press('tab')
  shown.type(KEY)
  await shown.quiet()
  shown.press('ctrl+s')
  await shown.shows(/Which model\?.*> gpt-4o-mini/s)
  shown.press('enter')
  await shown.shows(/engine +openai gpt-4o-mini/)
  await shown.shows(/^claw .*openai gpt-4o-mini *$/m)
  expect(saved()).toEqual({ CLOSED_CLAW_LLM_PROVIDER: 'openai', CLOSED_CLAW_LLM_MODEL: 'gpt-4o-mini', OPENAI_BASE_URL: server.url })
  expect(filesWith(place.root, KEY)).toEqual([join(place.configDir, 'secrets.json')])
  expect(shown.bytes().includes(KEY)).toBe(false)
})

it('a provider without a key is not gone on with, and nothing is saved', async () => {
  const shown = await settings()
  shown.press('s')
  await shown.shows(/> rules/)
  shown.press('home', 'enter')
  await shown.shows('OPENAI_API_KEY')
  shown.press('ctrl+s')
  await shown.shows('is needed: there is none yet')
  expect(readdirSync(place.configDir)).toEqual([])
})

function filesWith(folder: string, text: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile() && readFileSync(path).includes(text))
}
