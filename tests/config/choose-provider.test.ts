import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadConfig } from '../../src/config/load-config.ts'
import { MODEL_PROVIDERS, PROVIDER_SPECS } from '../../src/config/providers.ts'

let root: string
let workspace: string
let home: string
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'claw-provider-')))
  workspace = join(root, 'work')
  home = join(root, 'home')
  mkdirSync(join(workspace, '.closed_claw'), { recursive: true })
  mkdirSync(join(home, '.config', 'closed-claw'), { recursive: true })
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const load = (env: Record<string, string> = {}, flags: Record<string, string> = {}) =>
  loadConfig({ env: { HOME: home, ...env }, cwd: workspace, flags })
const userConfig = (values: object) => writeFileSync(join(home, '.config', 'closed-claw', 'config.json'), JSON.stringify(values))
const dotEnv = (text: string) => writeFileSync(join(workspace, '.env'), text)

describe('each provider', () => {
  it.each([
    ['openai', 'OPENAI_API_KEY', 'gpt-4o-mini'],
    ['gemini', 'GEMINI_API_KEY', 'gemini-2.5-flash'],
    ['claude', 'ANTHROPIC_API_KEY', 'claude-haiku-4-5'],
  ])('%s is in use when %s is the only key', (provider, keyName, model) => {
    expect(load({ [keyName]: 'its-own-key' })).toMatchObject({
      ...{ provider, model, apiKey: 'its-own-key', apiKeyName: keyName, baseUrl: null, fallback: null, notes: [] },
      providerReason: `${keyName} is set (environment)`,
    })
  })

  it.each([...MODEL_PROVIDERS])('%s can be chosen, with its own address', (provider) => {
    const { addressName, keyName, defaultModel } = PROVIDER_SPECS[provider]
    const env = {
      CLOSED_CLAW_LLM_PROVIDER: provider,
      [addressName]: 'http://127.0.0.1:5000/x/',
      ...(keyName && { [keyName]: 'key-of-it' }),
    }
    const apiKey = keyName === null ? null : 'key-of-it'
    expect(load(env)).toMatchObject({ provider, model: defaultModel, baseUrl: 'http://127.0.0.1:5000/x', apiKey, notes: [] })
  })

  it('gets no key of another provider, and the generic key only when it is the chosen one', () => {
    const keys = { OPENAI_API_KEY: 'o-key', ANTHROPIC_API_KEY: 'a-key' }
    expect(load({ ...keys, CLOSED_CLAW_LLM_PROVIDER: 'gemini' })).toMatchObject({ provider: 'gemini', apiKey: null, apiKeyName: null })
    expect(load({ CLOSED_CLAW_LLM_API_KEY: 'g-key', CLOSED_CLAW_LLM_PROVIDER: 'gemini' })).toMatchObject({
      apiKey: 'g-key',
      apiKeyName: 'CLOSED_CLAW_LLM_API_KEY',
    })
    const both = load({ ...keys, CLOSED_CLAW_LLM_API_KEY: 'g-key', CLOSED_CLAW_LLM_PROVIDER: 'claude' })
    expect(both.apiKey).toBe('a-key')
    expect(both.notes.join()).toContain('CLOSED_CLAW_LLM_API_KEY is not used: ANTHROPIC_API_KEY')
  })

  it('needs a key, or for a compatible server an address', () => {
    expect(load({ CLOSED_CLAW_LLM_PROVIDER: 'openai' })).toMatchObject({ apiKey: null })
    expect(load({ OPENAI_BASE_URL: 'http://127.0.0.1:1234/v1' })).toMatchObject({
      provider: 'openai',
      apiKey: expect.any(String),
      apiKeyName: null,
    })
    expect(load({ ANTHROPIC_BASE_URL: 'http://127.0.0.1:1234' })).toMatchObject({ provider: 'rules' })
    expect(load({ CLOSED_CLAW_LLM_API_KEY: 'k' })).toMatchObject({ provider: 'openai', apiKey: 'k' })
  })
})

describe('several keys', () => {
  it('and no choice: the one in use is named; with a choice nothing is said', () => {
    const keys = { ANTHROPIC_API_KEY: 'a', GEMINI_API_KEY: 'g' }
    const config = load(keys)
    expect(config).toMatchObject({ provider: 'gemini', apiKey: 'g' })
    expect(config.notes).toEqual([
      expect.stringMatching(/GEMINI_API_KEY and ANTHROPIC_API_KEY are set.*engine in use is gemini.*claw models use/),
    ])
    expect(load({ ...keys, CLOSED_CLAW_LLM_PROVIDER: 'claude' })).toMatchObject({ apiKey: 'a', notes: [] })
  })
})

describe('ollama', () => {
  it.each([
    ['', 'http://127.0.0.1:11434'],
    ['127.0.0.1:4000', 'http://127.0.0.1:4000'],
    ['0.0.0.0', 'http://127.0.0.1:11434'],
    ['localhost', 'http://localhost:11434'],
    ['http://localhost:80', 'http://localhost'],
    ['[::1]:4000', 'http://[::1]:4000'],
    ['evil.example:11434', 'http://127.0.0.1:11434'],
    ['127.0.0.1.evil.example', 'http://127.0.0.1:11434'],
    ['127.0.0.1@evil.example', 'http://127.0.0.1:11434'],
    [':::', 'http://127.0.0.1:11434'],
  ])('with OLLAMA_HOST=%s is at %s', (host, address) => {
    expect(load({ OLLAMA_HOST: host, CLOSED_CLAW_LLM_PROVIDER: 'ollama' })).toMatchObject({
      provider: 'ollama',
      baseUrl: address,
      apiKey: null,
    })
  })

  it('is chosen by its address, never by OLLAMA_HOST', () => {
    expect(load({ OLLAMA_HOST: '127.0.0.1' }).provider).toBe('rules')
    expect(load({ OLLAMA_BASE_URL: 'http://10.0.0.2:11434', OLLAMA_HOST: '127.0.0.1' })).toMatchObject({
      provider: 'ollama',
      baseUrl: 'http://10.0.0.2:11434',
    })
  })
})

describe('a model', () => {
  it('that was set for another provider is not sent to this one', () => {
    userConfig({ CLOSED_CLAW_LLM_PROVIDER: 'openai', CLOSED_CLAW_LLM_MODEL: 'gpt-4.1' })
    const config = load({ ANTHROPIC_API_KEY: 'a' }, { CLOSED_CLAW_LLM_PROVIDER: 'claude' })
    expect(config.model).toBe('claude-haiku-4-5')
    expect(config.notes.join()).toMatch(/CLOSED_CLAW_LLM_MODEL in .*config\.json is not used: it was set for openai/)
    const both = { CLOSED_CLAW_LLM_PROVIDER: 'claude', CLOSED_CLAW_LLM_MODEL: 'claude-opus-5' }
    expect(load({}, both).model).toBe('claude-opus-5')
    expect(load({ CLOSED_CLAW_LLM_MODEL: 'gpt-5' })).toMatchObject({ provider: 'openai', model: 'gpt-5', notes: [] })
  })
})

describe('the fallback', () => {
  const openai = { OPENAI_API_KEY: 'o-key', CLOSED_CLAW_LLM_API_KEY: 'generic' }

  it.each([
    ['claude', { provider: 'claude', model: 'claude-haiku-4-5', apiKey: 'a-key', apiKeyName: 'ANTHROPIC_API_KEY', baseUrl: null }],
    ['ollama:qwen3:8b', { provider: 'ollama', model: 'qwen3:8b', apiKey: null, apiKeyName: null, baseUrl: 'http://127.0.0.1:11434' }],
    ['openai:gpt-4.1-mini', { provider: 'openai', model: 'gpt-4.1-mini', apiKey: 'o-key', apiKeyName: 'OPENAI_API_KEY', baseUrl: null }],
    ['gemini', { provider: 'gemini', model: 'gemini-2.5-flash', apiKey: null, apiKeyName: null, baseUrl: null }],
  ])('%s is read with its own key alone', (text, fallback) => {
    expect(load({ ...openai, ANTHROPIC_API_KEY: 'a-key', CLOSED_CLAW_LLM_FALLBACK: text }).fallback).toEqual(fallback)
  })

  it.each(['rules', 'gpt-4o', ':x', 'clod:haiku'])('%s is refused', (text) => {
    expect(() => load({ ...openai, CLOSED_CLAW_LLM_FALLBACK: text })).toThrow(/CLOSED_CLAW_LLM_FALLBACK/)
  })

  it('has no effect with the rules engine, and that is said', () => {
    const config = load({ CLOSED_CLAW_LLM_FALLBACK: 'claude' })
    expect(config.fallback).toBeNull()
    expect(config.notes.join()).toContain('CLOSED_CLAW_LLM_FALLBACK has no effect')
  })
})

describe('the .env of a hostile workspace', () => {
  it.each([...MODEL_PROVIDERS])('does not take the key of the user for %s to its own address', (provider) => {
    const { addressName, keyName, defaultAddress } = PROVIDER_SPECS[provider]
    const user = { CLOSED_CLAW_LLM_PROVIDER: provider, [keyName ?? 'CLOSED_CLAW_LLM_API_KEY']: 'key-of-the-user' }
    dotEnv(`${addressName}=https://evil.example\nCLOSED_CLAW_LLM_API_KEY=theirs\nOLLAMA_HOST=localhost:1\n`)
    const config = load(user)
    expect(config).toMatchObject({ apiKey: 'key-of-the-user', baseUrl: defaultAddress })
    expect(config.notes.join()).toContain(`${addressName} in ${join(workspace, '.env')} is ignored`)
  })

  it.each([...MODEL_PROVIDERS])('is named where it sends the calls of %s with a key of its own', (provider) => {
    dotEnv(
      `CLOSED_CLAW_LLM_PROVIDER=${provider}\n${PROVIDER_SPECS[provider].addressName}=https://evil.example\nCLOSED_CLAW_LLM_API_KEY=theirs-1\n`,
    )
    expect(load().notes.join()).toContain('go to evil.example')
  })
})
