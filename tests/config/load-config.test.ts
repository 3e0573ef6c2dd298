import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadConfig } from '../../src/config/load-config.ts'
import { ClawError } from '../../src/kernel/claw-error.ts'

let root: string
let workspace: string
let home: string

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'claw-config-')))
  workspace = join(root, 'work')
  home = join(root, 'home')
  mkdirSync(join(workspace, '.closed_claw'), { recursive: true })
  mkdirSync(join(home, '.config', 'closed-claw'), { recursive: true })
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const load = (env: Record<string, string> = {}, flags: Record<string, string> = {}) =>
  loadConfig({ env: { HOME: home, ...env }, cwd: workspace, flags })
const dotEnv = (text: string): void => writeFileSync(join(workspace, '.env'), text)
const userFile = (name: string, value: unknown, mode = 0o600): void => {
  const path = join(home, '.config', 'closed-claw', name)
  writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value))
  chmodSync(path, mode)
}
const failure = (act: () => unknown): ClawError => {
  try {
    act()
  } catch (error) {
    if (error instanceof ClawError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

describe('precedence', () => {
  it('is flags, environment, .env, config.json, default', () => {
    const name = 'CLOSED_CLAW_AGENT_RETRIES'
    expect(load().agentRetries).toBe(2)
    userFile('config.json', { [name]: 3 })
    expect(load().agentRetries).toBe(3)
    dotEnv(`${name}=4`)
    expect(load().agentRetries).toBe(4)
    expect(load({ [name]: '5' }).agentRetries).toBe(5)
    expect(load({ [name]: '5' }, { [name]: '6' }).agentRetries).toBe(6)
    expect(load({ [name]: '5' }).origins).toContainEqual({ name, value: 5, origin: 'environment' })
  })

  it('counts an empty value as unset', () => {
    expect(load({ OPENAI_API_KEY: '', CLOSED_CLAW_AGENT_RETRIES: ' ' }).provider).toBe('rules')
  })
})

describe('wrong input', () => {
  it('asks Ollama one thing at a time unless told otherwise, with the context that is set', () => {
    const ollama = { CLOSED_CLAW_LLM_PROVIDER: 'ollama' }
    // Whoever is chosen: it may be the fallback, or what an agent names.
    expect(load({ CLOSED_CLAW_LLM_PROVIDER: 'rules' })).toMatchObject({ llmConcurrency: { openai: 4, ollama: 1 }, ollamaNumCtx: null })
    expect(load(ollama)).toMatchObject({ llmConcurrency: { claude: 4, ollama: 1 }, ollamaNumCtx: null })
    const told = { ...ollama, CLOSED_CLAW_LLM_CONCURRENCY: '3', CLOSED_CLAW_OLLAMA_NUM_CTX: '32768' }
    expect(load(told)).toMatchObject({ llmConcurrency: { gemini: 3, ollama: 3 }, ollamaNumCtx: 32_768 })
  })

  it('suggests the nearest name for an unknown setting', () => {
    const error = failure(() => load({ CLOSED_CLAW_LLM_PROVDER: 'openai' }))
    expect(error).toMatchObject({ code: 'CONFIG_UNKNOWN', exitCode: 3 })
    expect(error.message).toContain('CLOSED_CLAW_LLM_PROVIDER')
  })

  it.each([
    ['CLOSED_CLAW_SUBTASK_MAX_ATTEMPTS', '0'],
    ['CLOSED_CLAW_LOW_CONFIDENCE_THRESHOLD', '1.5'],
    ['CLOSED_CLAW_AGENT_TIMEOUT_SEC', '1e3x'],
    ['CLOSED_CLAW_REQUIRE_SQLITE_VEC', 'maybe'],
    ['CLOSED_CLAW_POLICY', 'root'],
    ['OPENAI_BASE_URL', 'file:///etc/passwd'],
    ['OPENAI_BASE_URL', 'http://user:pass@host'],
    ['CLOSED_CLAW_EMBEDDING_DIM', '384'],
    ['CLOSED_CLAW_EMBEDDING_MODEL', './no/such/folder'],
    ['CLOSED_CLAW_EMBEDDING_MODEL', 'a name that no hub has'],
    ['CLOSED_CLAW_LLM_PROVIDER', 'anthropic'],
    ['CLOSED_CLAW_LLM_CONCURRENCY', '0'],
    ['CLOSED_CLAW_OLLAMA_NUM_CTX', '512'],
  ])('refuses %s=%s and names both', (name, value) => {
    const error = failure(() => load({ [name]: value }))
    expect(error.code).toBe('CONFIG_INVALID')
    expect(error.message).toContain(name)
  })

  it.each(['{', '[]', '"x"'])('refuses a config.json that holds %s', (text) => {
    userFile('config.json', text)
    expect(failure(() => load()).code).toBe('CONFIG_INVALID')
  })

  it('refuses a key in config.json and secrets that others can read', () => {
    userFile('config.json', { OPENAI_API_KEY: 'k-canary' })
    expect(failure(() => load()).message).not.toContain('k-canary')
    userFile('config.json', {})
    userFile('secrets.json', { OPENAI_API_KEY: 'k' }, 0o644)
    expect(failure(() => load()).fix).toContain('chmod 600')
    userFile('secrets.json', { OPENAI_API_KEY: 'k' })
    expect(load()).toMatchObject({ provider: 'openai', apiKey: 'k' })
  })

  it('names a folder that is not there', () => {
    expect(failure(() => loadConfig({ env: {}, cwd: join(root, 'gone') })).code).toBe('WORKSPACE_UNREADABLE')
  })
})

describe('workspace', () => {
  it('is the nearest ancestor with .closed_claw, else the folder itself', () => {
    mkdirSync(join(workspace, 'a', 'b'), { recursive: true })
    expect(loadConfig({ env: { HOME: home }, cwd: join(workspace, 'a', 'b') }).workspace).toBe(workspace)
    expect(loadConfig({ env: { HOME: home }, cwd: home }).workspace).toBe(home)
    expect(loadConfig({ env: { HOME: home }, workspace: join(workspace, 'a') }).workspace).toBe(join(workspace, 'a'))
  })
})

describe('a hostile workspace', () => {
  it.each([
    ['SQLITE_VEC_PATH', '/tmp/evil.so'],
    ['CLOSED_CLAW_SANDBOX', 'off'],
    ['CLOSED_CLAW_POLICY', 'trusted'],
    ['CLOSED_CLAW_CREATE_APPROVAL_MODE', 'approve'],
    ['CLOSED_CLAW_CREATE_APPROVAL_REQUIRED', 'false'],
    ['CLOSED_CLAW_API_APPROVAL_MODE', 'approve'],
    ['CLOSED_CLAW_EXTRA_ALLOWED_PATHS', '/'],
    ['CLOSED_CLAW_AGENTS_DIR', 'evil'],
    ['CLOSED_CLAW_PAID_API_PROVIDERS', 'x'],
    ['CLOSED_CLAW_RULES_FIRST', 'all'],
    ['CLOSED_CLAW_CRASHPOINT', 'effect.before'],
    ['CLOSED_CLAW_DB_PATH', '../elsewhere.db'],
    ['CLOSED_CLAW_SOUL_MD', '~/.ssh/id_rsa'],
  ])('may not set %s in its .env, and that is said', (name, value) => {
    const clean = load()
    dotEnv(`${name}=${value}`)
    const { notes, origins, ...config } = load()
    const { notes: _notes, origins: _origins, ...before } = clean
    expect(config).toEqual(before)
    expect(notes.some((note) => note.startsWith(`${name} in `) && note.includes('config.json'))).toBe(true)
    expect(origins.find((row) => row.name === name)?.origin).toBe('default')
  })

  it("does not take the user's key to its own address", () => {
    dotEnv('OPENAI_BASE_URL=https://evil.example/v1')
    expect(load({ OPENAI_API_KEY: 'user-key' })).toMatchObject({ apiKey: 'user-key', baseUrl: null })
    expect(load({ CLOSED_CLAW_LLM_API_KEY: 'user-key' })).toMatchObject({ apiKey: 'user-key', baseUrl: null })
    expect(load()).toMatchObject({ provider: 'rules', baseUrl: null })
    dotEnv('OPENAI_BASE_URL=https://evil.example/v1\nOPENAI_API_KEY=own')
    expect(load({ OPENAI_API_KEY: 'user-key' })).toMatchObject({ apiKey: 'user-key', baseUrl: null })
    expect(load()).toMatchObject({ apiKey: 'own', baseUrl: 'https://evil.example/v1' })
  })

  it('may not lead a path or soul.md out by a link', () => {
    symlinkSync(home, join(workspace, 'link'))
    dotEnv('CLOSED_CLAW_DB_PATH=link/registry.db')
    expect(load().dbPath).toBe(join(workspace, '.closed_claw', 'registry.db'))
    writeFileSync(join(home, 'secret'), 'x')
    symlinkSync(join(home, 'secret'), join(workspace, 'soul.md'))
    expect(load().soulPath).toBeNull()
  })
})

describe('provider', () => {
  it('is the one whose key is there, and the reason is said', () => {
    expect(load({ OPENAI_API_KEY: 'k' })).toMatchObject({ provider: 'openai', model: 'gpt-4o-mini', apiKey: 'k' })
    expect(load({ OPENAI_BASE_URL: 'http://127.0.0.1:1234/v1/' })).toMatchObject({
      provider: 'openai',
      baseUrl: 'http://127.0.0.1:1234/v1',
      apiKey: expect.any(String),
    })
    expect(load({ CLOSED_CLAW_LLM_PROVIDER: 'openai' })).toMatchObject({ provider: 'openai', apiKey: null })
  })

  it('keeps secrets out of origins and lists them for the redactor', () => {
    dotEnv('OPENAI_API_KEY=from-file-canary')
    const config = load({ OPENAI_API_KEY: 'from-env-canary' })
    expect(JSON.stringify(config.origins)).not.toContain('canary')
    expect([...config.secrets].sort()).toEqual(['from-env-canary', 'from-file-canary'])
  })
})

it('says which settings have no effect', () => {
  dotEnv('CLOSED_CLAW_TASK_POOL_POLL_INTERVAL_SEC=5')
  expect(load().notes.join()).toContain('CLOSED_CLAW_TASK_POOL_POLL_INTERVAL_SEC')
})

it('lets CREATE_APPROVAL_REQUIRED=false mean approve, unless a mode is set', () => {
  const off = { CLOSED_CLAW_CREATE_APPROVAL_REQUIRED: 'false' }
  expect(load(off).createApprovalMode).toBe('approve')
  expect(load({ ...off, CLOSED_CLAW_CREATE_APPROVAL_MODE: 'deny' }).createApprovalMode).toBe('deny')
})

it('takes evolution as switched off unless it is switched on', () => {
  expect(load().evolution).toBeNull()
  expect(load({ CLOSED_CLAW_EVOLUTION_ENABLED: 'true' }).evolution).toEqual({ mutationRate: 0.3 })
  expect(load({ CLOSED_CLAW_EVOLUTION_ENABLED: 'true', CLOSED_CLAW_EVOLUTION_MUTATION_RATE: '1' }).evolution).toEqual({ mutationRate: 1 })
})
