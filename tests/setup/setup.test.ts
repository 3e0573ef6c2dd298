import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ClawPlace, clawPlace } from '../helpers/claw-place.ts'
import { type ScriptedOpenAi, startScriptedOpenAi } from '../helpers/scripted-openai.ts'

const KEY = 'sk-canary-4d1f77a0'
let place: ClawPlace
let server: ScriptedOpenAi
beforeEach(async () => {
  place = clawPlace()
  server = await startScriptedOpenAi([{ reply: { text: 'ready' } }], { apiKey: KEY, models: ['gpt-4o-mini', 'other'] })
})
afterEach(async () => {
  place.remove()
  await server.close()
})

const configFile = (): string => join(place.configDir, 'config.json')
const saved = () => JSON.parse(readFileSync(configFile(), 'utf8'))
const setup = (args: readonly string[], options: { input?: string; env?: Record<string, string> } = {}) =>
  place.run(['setup', ...args], { ...options, env: { CLOSED_CLAW_LOCAL_SERVERS: 'none', ...options.env } })
const openai = () => ['--provider', 'openai', '--base-url', server.url]

describe('without questions', () => {
  it('tries the key, saves it 0600, keeps what else is there, and reads it back', async () => {
    writeFileSync(configFile(), JSON.stringify({ CLOSED_CLAW_AGENT_RETRIES: 1 }))
    const ran = await setup([...openai(), '--key-stdin', '--json'], { input: `${KEY}\n` })
    expect(ran.code).toBe(0)
    const { result } = JSON.parse(ran.stdout)
    expect(result).toMatchObject({
      saved: { provider: 'openai', model: 'gpt-4o-mini', base_url: server.url, key: 'OPENAI_API_KEY' },
      test: { ok: true, how: 'call' },
      in_use: { provider: 'openai', model: 'gpt-4o-mini', key: { name: 'OPENAI_API_KEY', origin: 'secrets.json' }, base_url: server.url },
      overridden: [],
    })
    expect(saved()).toEqual({
      CLOSED_CLAW_AGENT_RETRIES: 1,
      CLOSED_CLAW_LLM_PROVIDER: 'openai',
      CLOSED_CLAW_LLM_MODEL: 'gpt-4o-mini',
      OPENAI_BASE_URL: server.url,
    })
    expect(statSync(configFile()).mode & 0o777).toBe(0o600)
    expect(statSync(join(place.configDir, 'secrets.json')).mode & 0o777).toBe(0o600)
    expect(ran.stdout + ran.stderr).not.toContain(KEY)
    expect(existsSync(join(place.workspace, '.closed_claw'))).toBe(false)
  })

  it('keeps the key of a variable, and the run that follows uses all of it', async () => {
    expect((await setup([...openai(), '--key-env', 'MY_KEY', '--yes'], { env: { MY_KEY: KEY } })).code).toBe(0)
    const ran = await place.run(['models', 'test', '--json'])
    expect(JSON.parse(ran.stdout).result.trials[0]).toMatchObject({ what: 'text', ok: true })
    expect(server.requests.at(-1)?.headers['authorization']).toBe(`Bearer ${KEY}`)
  })

  it('saves nothing when the test fails, unless it is told to', async () => {
    const wrong = await setup([...openai(), '--key-stdin'], { input: 'sk-wrong-key-12345' })
    expect(wrong).toMatchObject({ code: 4, stdout: '' })
    expect(wrong.stderr).toMatch(/Nothing was saved.*rejects the key.*\(MODEL_KEY_REJECTED\)/)
    expect(wrong.stderr).toContain(`fix    claw setup --provider openai --model gpt-4o-mini --base-url ${server.url} with another key`)
    expect(wrong.stderr).not.toContain('sk-wrong-key-12345')
    expect(existsSync(configFile())).toBe(false)
    expect(existsSync(join(place.configDir, 'secrets.json'))).toBe(false)
    const all = await setup([...openai(), '--key-stdin', '--save-anyway'], { input: 'sk-wrong-key-12345' })
    expect(all.code).toBe(0)
    expect(saved()).toMatchObject({ CLOSED_CLAW_LLM_PROVIDER: 'openai' })
  })

  it('says what of the environment and of .env comes before it', async () => {
    place.write('.env', 'CLOSED_CLAW_LLM_MODEL=from-dot-env\n')
    const env = { OPENAI_API_KEY: KEY, CLOSED_CLAW_LLM_PROVIDER: 'openai', OPENAI_BASE_URL: server.url }
    const ran = await setup(['--provider', 'openai', '--model', 'other', '--json'], { env })
    expect(JSON.parse(ran.stdout).result).toMatchObject({
      in_use: { provider: 'openai', model: 'from-dot-env' },
      overridden: [
        expect.stringContaining('CLOSED_CLAW_LLM_PROVIDER=openai in the environment comes before what was saved: unset'),
        expect.stringMatching(/CLOSED_CLAW_LLM_MODEL=from-dot-env in .*\.env comes before what was saved: remove it/),
      ],
    })
  })

  it('brings the key that the embedder lacks, and so does secret set', async () => {
    const env = { CLOSED_CLAW_EMBEDDING_MODEL: 'text-embedding-3-small' }
    const run = await place.run(['run', 'How many files are here?'], { env })
    expect(run).toMatchObject({ code: 3, stderr: expect.stringContaining('claw secret set OPENAI_API_KEY') })
    expect((await setup([...openai(), '--key-stdin'], { env, input: KEY })).code).toBe(0)
    expect((await place.run(['secret', 'set', 'OPENAI_API_KEY'], { env, input: KEY })).code).toBe(0)
  })

  it('goes back to no model, and keeps the keys', async () => {
    await setup([...openai(), '--key-stdin'], { input: KEY })
    const ran = await setup(['--provider', 'rules', '--json'])
    expect(JSON.parse(ran.stdout).result).toMatchObject({ in_use: { provider: 'rules', model: null, key: null } })
    expect(saved()).not.toHaveProperty('CLOSED_CLAW_LLM_MODEL')
    expect(readFileSync(join(place.configDir, 'secrets.json'), 'utf8')).toContain(KEY)
  })

  it.each([
    [[], 2, 'needs --provider'],
    [['--provider', 'nobody'], 2, 'openai, gemini, claude, ollama, rules'],
    [['--key-stdin'], 2, 'needs the provider'],
    [['--provider', 'ollama', '--key-stdin'], 2, 'takes no key'],
    [['--provider', 'claude', '--key-env', 'sk-typed-at-the-wrong-place'], 2, 'name of a variable'],
    [['--provider', 'claude', '--key-stdin', '--key-env', 'X'], 2, 'two places'],
    [['--provider', 'claude', '--key-stdin'], 2, 'it is empty'],
    [['--provider', 'openai', '--base-url', 'http://user:pass@host/v1'], 2, 'without user and password'],
    [['--provider', 'openai', '--model', 'a\u001b[31m'], 2, 'one line'],
    [['--provider', 'claude'], 4, 'There is no key for claude: ANTHROPIC_API_KEY is not set'],
  ] as const)('refuses %j with exit %i and the way out', async (args, code, words) => {
    const ran = await setup(args)
    expect(ran.code).toBe(code)
    expect(ran.stderr).toContain(words)
    expect(ran.stderr).toContain('fix ')
    expect(ran.stderr).not.toContain('sk-typed-at-the-wrong-place')
    expect(existsSync(configFile())).toBe(false)
  })

  it('leaves a config.json that is a link where it is', async () => {
    const elsewhere = join(place.root, 'dotfiles')
    mkdirSync(elsewhere)
    writeFileSync(join(elsewhere, 'config.json'), '{}')
    const { symlinkSync, lstatSync } = await import('node:fs')
    symlinkSync(join(elsewhere, 'config.json'), configFile())
    expect((await setup([...openai(), '--key-stdin'], { input: KEY })).code).toBe(0)
    expect(lstatSync(configFile()).isSymbolicLink()).toBe(true)
    expect(readFileSync(join(elsewhere, 'config.json'), 'utf8')).toContain('gpt-4o-mini')
  })

  it('means the only model of a server that has one, and asks which of several', async () => {
    const one = await startScriptedOpenAi([{ reply: { text: 'ready' } }], { models: ['qwen3-8b'] })
    const two = await startScriptedOpenAi([], { models: ['a', 'b'] })
    const taken = await setup(['--provider', 'openai', '--base-url', one.url, '--yes', '--json'])
    expect(JSON.parse(taken.stdout).result).toMatchObject({ saved: { model: 'qwen3-8b' }, test: { ok: true, how: 'call' } })
    const which = await setup(['--provider', 'openai', '--base-url', two.url, '--yes'])
    expect(which).toMatchObject({ code: 2, stderr: expect.stringContaining('which one? a, b') })
    const hostile = await startScriptedOpenAi([], { models: ["'; touch pwned; '", 'b'] })
    const refused = await setup(['--provider', 'openai', '--base-url', hostile.url, '--yes'])
    expect(refused.stderr).toContain(`--model ''\\''; touch pwned; '\\'''`)
    await hostile.close()
    await one.close()
    await two.close()
  })
})
