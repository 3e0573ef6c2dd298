import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PROVIDER_SPECS } from '../../src/config/providers.ts'
import { type ClawPlace, clawPlace } from '../helpers/claw-place.ts'
import { DIALECTS } from '../helpers/dialects/dialects.ts'
import { type Script, type ScriptedModel, startScriptedModel } from '../helpers/scripted-model.ts'

const KEY = 'key-canary-7e20'
const DIALECT_OF = { openai: 'openai', gemini: 'gemini', claude: 'anthropic', ollama: 'ollama' } as const
type Provider = keyof typeof DIALECT_OF
const PROVIDERS = Object.keys(DIALECT_OF) as Provider[]

const ABLE: Script = [
  { when: { tool: 'report_number' }, reply: { tool_calls: [{ name: 'report_number', args: { value: 7 } }] } },
  { when: { any: 'Which colour' }, reply: { json: { colour: 'green' } } },
  { reply: { text: 'ready' } },
]

let place: ClawPlace
let server: ScriptedModel | undefined
beforeEach(() => {
  place = clawPlace()
})
afterEach(async () => {
  place.remove()
  await server?.close()
})

async function connect(provider: Provider, script: Script = ABLE, key = KEY): Promise<Record<string, string>> {
  const { keyName, addressName, defaultModel } = PROVIDER_SPECS[provider]
  server = await startScriptedModel(DIALECTS[DIALECT_OF[provider]], script, {
    models: [defaultModel, 'another-model'],
    ...(keyName === null ? {} : { apiKey: KEY }),
  })
  const env = { CLOSED_CLAW_LLM_PROVIDER: provider, CLOSED_CLAW_LOCAL_SERVERS: 'none', [addressName]: server.url }
  return keyName === null ? env : { ...env, [keyName]: key }
}

const models = async (args: readonly string[], env: Record<string, string> = {}) => {
  const ran = await place.run(['models', ...args, '--json'], { env: { CLOSED_CLAW_LOCAL_SERVERS: 'none', ...env } })
  expect(ran.stdout + ran.stderr).not.toContain(KEY)
  return { code: ran.code, document: JSON.parse(ran.stdout) }
}

describe.each(PROVIDERS)('%s', (provider) => {
  it('is listed, tested by real calls, and looked at by the doctor', async () => {
    const env = await connect(provider)
    const { defaultModel, keyName } = PROVIDER_SPECS[provider]
    const listed = await models([], env)
    expect(listed.document.result).toMatchObject({ provider, model: defaultModel })
    expect(listed.document.result.models).toContainEqual(expect.objectContaining({ id: defaultModel, in_use: true }))
    expect(listed.document.result.models).toContainEqual(expect.objectContaining({ id: 'another-model', in_use: false }))
    const tested = await models(['test'], env)
    expect(tested.document.result.trials).toMatchObject([
      { what: 'text', ok: true, input_tokens: expect.any(Number) },
      { what: 'tool call', ok: true },
      { what: 'structured output', ok: true },
    ])
    expect(tested.code).toBe(0)
    const doctor = await place.run(['doctor', '--json'], { env })
    const check = JSON.parse(doctor.stdout).result.checks.find(({ name }: { name: string }) => name === 'model')
    expect(check).toMatchObject({ state: 'ok', detail: expect.stringContaining(`${provider} ${defaultModel}`) })
    expect(check.detail).toContain(keyName === null ? 'no key' : `key from ${keyName}`)
    expect(doctor.stdout).not.toContain(KEY)
  })
})

describe.each(PROVIDERS.filter((provider) => provider !== 'ollama'))('%s with a wrong key', (provider) => {
  it('is exit 4 with the reason, at its first call', async () => {
    const env = await connect(provider, ABLE, 'a-wrong-key-123')
    const tested = await models(['test'], env)
    expect(tested).toMatchObject({ code: 4, document: { ok: false, error: { code: 'MODEL_KEY_REJECTED' } } })
    expect(tested.document.result.trials).toHaveLength(1)
    expect(JSON.stringify(tested.document)).not.toContain('a-wrong-key-123')
    expect(await models(['list'], env)).toMatchObject({ code: 4, document: { error: { code: 'MODEL_KEY_REJECTED' } } })
  })
})

it('the doctor says that a key is rejected, also where that is a 400', async () => {
  const env = await connect('gemini', ABLE, 'a-wrong-key-123')
  const doctor = await place.run(['doctor', '--json'], { env })
  const check = JSON.parse(doctor.stdout).result.checks.find(({ name }: { name: string }) => name === 'model')
  expect(check).toMatchObject({ state: 'failed', fix: 'claw setup --provider gemini' })
})

describe('claw models test', () => {
  it('says what a model cannot do', async () => {
    const env = await connect('openai', [{ reply: { text: 'I would rather talk.' } }])
    const tested = await models(['test', 'openai:small-one'], env)
    expect(tested.code).toBe(4)
    expect(tested.document.result).toMatchObject({
      model: 'small-one',
      trials: [{ ok: true }, { ok: false, detail: 'It gave no tool call, but: I would rather talk.' }, { ok: false }],
    })
  })

  it('never gives one provider the key of another', async () => {
    const env = await connect('openai')
    const tested = await models(['test', 'claude'], { ...env, ANTHROPIC_BASE_URL: server?.url ?? '' })
    expect(tested).toMatchObject({
      code: 4,
      document: { error: { code: 'NO_MODEL', message: expect.stringContaining('ANTHROPIC_API_KEY') } },
    })
    expect([server?.asides, server?.requests]).toEqual([[], []])
  })
})

describe('claw models list', () => {
  it('shows what the user says that tokens cost, and knows no price otherwise', async () => {
    const env = await connect('openai')
    const price = async () => (await models([], env)).document.result.models.map((row: { price: unknown }) => row.price)
    expect(await price()).toEqual([null, null])
    writeFileSync(join(place.configDir, 'prices.json'), JSON.stringify({ 'openai/another-model': { input: 0.5, output: 2 } }))
    expect(await price()).toEqual([expect.objectContaining({ input: 0.5, output: 2 }), null])
  })
})

describe('claw models use', () => {
  it('saves provider and model, keeps the rest, and says what is stronger', async () => {
    writeFileSync(join(place.configDir, 'config.json'), JSON.stringify({ CLOSED_CLAW_AGENT_RETRIES: 1, CLOSED_CLAW_LLM_MODEL: 'gone' }))
    const env = { ANTHROPIC_API_KEY: KEY, OPENAI_API_KEY: 'another-key' }
    expect((await models(['use', 'claude'], env)).document.result).toMatchObject({
      in_use: { provider: 'claude', model: 'claude-haiku-4-5', key: { name: 'ANTHROPIC_API_KEY', origin: 'environment' } },
      overridden: [],
    })
    expect(JSON.parse(readFileSync(join(place.configDir, 'config.json'), 'utf8'))).toEqual({
      CLOSED_CLAW_AGENT_RETRIES: 1,
      CLOSED_CLAW_LLM_PROVIDER: 'claude',
      CLOSED_CLAW_LLM_MODEL: 'claude-haiku-4-5',
    })
    const weak = await models(['use', 'openai:gpt-4.1'], { ...env, CLOSED_CLAW_LLM_PROVIDER: 'claude' })
    expect(weak.document.result.overridden).toEqual([expect.stringContaining('unset CLOSED_CLAW_LLM_PROVIDER')])
    const audit = await place.run(['audit', '--json'])
    expect(audit.code).toBe(0)
  })

  it.each([
    [['use'], 2, 'needs PROVIDER'],
    [['use', 'gpt-4o'], 2, 'is not PROVIDER'],
    [['use', 'rules:x'], 2, 'is not PROVIDER'],
    [['use', 'claude'], 4, 'no ANTHROPIC_API_KEY'],
    [['list', 'claude'], 2, 'takes no model'],
    [['why', 'claude'], 2, 'takes no model'],
    [['test'], 4, 'The engine is rules'],
  ] as const)('%j is refused with exit %i', async (args, code, words) => {
    const refused = await models(args)
    expect(refused).toMatchObject({ code, document: { ok: false, error: { message: expect.stringContaining(words) } } })
    expect(existsSync(join(place.configDir, 'config.json'))).toBe(false)
  })

  it('loses no setting when six change at once', async () => {
    const env = { OPENAI_API_KEY: KEY }
    const names = ['a', 'b', 'c', 'd', 'e', 'f']
    writeFileSync(join(place.configDir, 'config.json'), JSON.stringify({ CLOSED_CLAW_AGENT_RETRIES: 1 }))
    const ran = await Promise.all(names.map((name) => models(['use', `openai:${name}`], env)))
    expect(ran.map(({ code }) => code)).toEqual(names.map(() => 0))
    const config = JSON.parse(readFileSync(join(place.configDir, 'config.json'), 'utf8'))
    expect(config).toMatchObject({ CLOSED_CLAW_AGENT_RETRIES: 1, CLOSED_CLAW_LLM_PROVIDER: 'openai' })
    expect(names).toContain(config.CLOSED_CLAW_LLM_MODEL)
  })
})

it('a fallback without its key is said before a run begins, with the command that mends just that', async () => {
  const ran = await place.run(['run', 'x'], { env: { OPENAI_API_KEY: KEY, CLOSED_CLAW_LLM_FALLBACK: 'claude' } })
  expect(ran).toMatchObject({
    code: 4,
    stderr: expect.stringMatching(/is the fallback.*no ANTHROPIC_API_KEY[\s\S]*fix {4}claw secret set ANTHROPIC_API_KEY\n/),
  })
})

describe('claw models why', () => {
  it('names every source that had a say and why others do not count', async () => {
    place.write('.env', 'OPENAI_BASE_URL=https://evil.example/v1\nCLOSED_CLAW_LLM_MODEL=from-dot-env\n')
    const why = await models(['why'], { OPENAI_API_KEY: KEY, ANTHROPIC_API_KEY: 'k-ant-12345', CLOSED_CLAW_LLM_PROVIDER: 'openai' })
    const { result } = why.document
    expect(result).toMatchObject({ provider: 'openai', model: 'from-dot-env', key: 'OPENAI_API_KEY', base_url: null, missing: null })
    const row = (name: string) => result.sources.find((one: { name: string }) => one.name === name)
    expect(row('OPENAI_API_KEY')).toMatchObject({ origin: 'environment', ignored: null, value: '(set, hidden)' })
    expect(row('OPENAI_BASE_URL')).toMatchObject({ origin: '.env', ignored: expect.stringContaining('key from the same file') })
    expect(row('ANTHROPIC_API_KEY')).toMatchObject({ ignored: 'it is of claude, and the engine is openai' })
    expect(JSON.stringify(why.document)).not.toContain('k-ant-12345')
  })
})

describe('servers of this machine', () => {
  const local = async () => {
    server = await startScriptedModel(DIALECTS.ollama, ABLE, { models: ['llama3.2:latest'] })
    return { CLOSED_CLAW_LOCAL_SERVERS: `ollama:${new URL(server.url).port},vllm:1` }
  }

  it('are offered where the rules refuse a task, and told nothing of it', async () => {
    const ran = await place.run(['run', 'write an essay about the quiet of winter'], { env: await local() })
    expect(ran).toMatchObject({ code: 4, stdout: '' })
    expect(ran.stderr).toContain(`claw setup --provider ollama --base-url ${server?.url}`)
    expect(server?.asides.map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /api/tags'])
    expect(server?.requests).toEqual([])
  })

  it('are not looked for by a run that has an engine', async () => {
    expect((await place.run(['run', 'How many files are here?'], { env: await local() })).code).toBe(0)
    expect([server?.asides, server?.requests]).toEqual([[], []])
  })

  it('are in the list and in doctor, never taken', async () => {
    const env = await local()
    const listed = await models(['list'], env)
    expect(listed.document.result).toMatchObject({
      provider: 'rules',
      models: [],
      local_servers: [{ name: 'ollama', provider: 'ollama', models: ['llama3.2:latest'] }],
    })
    const doctor = await place.run(['doctor'], { env })
    expect(doctor.stdout).toMatch(/local models +ollama at .* with 1 model \(not in use: claw setup\)/)
  })
})
