import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { loadConfig } from '../../src/config/load-config.ts'

let root: string
let workspace: string
let home: string

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'claw-embedding-')))
  workspace = join(root, 'work')
  home = join(root, 'home')
  mkdirSync(join(workspace, 'model'), { recursive: true })
  mkdirSync(join(home, 'models', 'mini'), { recursive: true })
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const load = (env: Record<string, string> = {}) => loadConfig({ env: { HOME: home, ...env }, cwd: workspace })
const MODEL = 'CLOSED_CLAW_EMBEDDING_MODEL'
const ENABLE = 'CLOSED_CLAW_ENABLE_SENTENCE_TRANSFORMERS'

it('is static unless a model is named or transformers is switched on', () => {
  expect(load().embedding).toEqual({ kind: 'static', dim: null })
  expect(load({ [ENABLE]: 'true' }).embedding).toMatchObject({
    kind: 'transformers',
    source: 'hub',
    name: 'Xenova/all-MiniLM-L6-v2',
    path: null,
  })
  expect(load({ [MODEL]: '~/models/mini' }).embedding).toMatchObject({ source: 'folder', name: 'mini', path: join(home, 'models/mini') })
  expect(load({ [MODEL]: 'owner/model' }).embedding).toMatchObject({ source: 'hub', name: 'owner/model' })
})

it('knows models of the embeddings API, with a key or a server', () => {
  expect(load({ [MODEL]: 'text-embedding-3-small', OPENAI_API_KEY: 'k' }).embedding).toMatchObject({ kind: 'openai', apiKey: 'k' })
  const local = load({ [MODEL]: 'openai:nomic-embed-text', OPENAI_BASE_URL: 'http://127.0.0.1:9/v1' })
  expect(local.embedding).toMatchObject({ kind: 'openai', model: 'nomic-embed-text' })
  expect(load({ [MODEL]: 'text-embedding-3-small' }).embedding).toMatchObject({ kind: 'openai', apiKey: null, baseUrl: null })
})

it('keeps to static when transformers is switched off, and says that the model has no effect', () => {
  const config = load({ [MODEL]: 'all-MiniLM-L6-v2', [ENABLE]: 'false' })
  expect(config.embedding.kind).toBe('static')
  expect(config.notes.join()).toContain(`${MODEL}=all-MiniLM-L6-v2 has no effect`)
})

it.each([
  { [MODEL]: 'static', [ENABLE]: 'true' },
  { [MODEL]: 'text-embedding-3-small', [ENABLE]: 'true', OPENAI_API_KEY: 'k' },
  { CLOSED_CLAW_EMBEDDING_DIM: '384' },
])('refuses what contradicts itself: %j', (env) => {
  expect(() => load(env)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }))
})

it('reads no model that a workspace brings along and names itself', () => {
  writeFileSync(join(workspace, '.env'), `${MODEL}=./model\n`)
  expect(() => load()).toThrow(/may not name a model inside/)
  rmSync(join(workspace, '.env'))
  expect(load({ [MODEL]: './model' }).embedding).toMatchObject({ path: join(workspace, 'model') })
})

it('says where the texts go when the .env of a workspace sends them', () => {
  const told = (lines: string, env: Record<string, string> = {}): string => {
    writeFileSync(join(workspace, '.env'), lines)
    return load({ CLOSED_CLAW_LLM_PROVIDER: 'rules', ...env }).notes.join('\n')
  }
  const named = `${MODEL}=openai:any\n`
  expect(told(`${named}OPENAI_API_KEY=k\nOPENAI_BASE_URL=https://evil.example/v1\n`)).toMatch(
    /memories .* go to evil\.example to be embedded: .* and OPENAI_BASE_URL in the \.env/,
  )
  expect(told(named, { OPENAI_API_KEY: 'k' })).toMatch(/go to OpenAI to be embedded: CLOSED_CLAW_EMBEDDING_MODEL in the \.env/)
  expect(told(named, { OPENAI_BASE_URL: 'http://127.0.0.1:9/v1' })).not.toContain('embedded')
  expect(told('', { [MODEL]: 'openai:any', OPENAI_API_KEY: 'k' })).not.toContain('embedded')
})
