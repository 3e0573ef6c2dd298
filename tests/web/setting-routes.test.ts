import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { builtPages } from '../helpers/dashboard/built-pages.ts'
import { type ScriptedOpenAi, startScriptedOpenAi } from '../helpers/scripted-openai.ts'
import { type ApiClient, apiClient } from './api-client.ts'
import type { RawAnswer } from './raw-http.ts'
import { type WebPlace, webPlace } from './web-place.ts'

const KEY = 'sk-scripted-0123456789abcdef'
let place: WebPlace
let api: ApiClient
let model: ScriptedOpenAi

beforeAll(async () => {
  model = await startScriptedOpenAi([{ reply: 'ok' }])
  const env = { CLOSED_CLAW_SANDBOX: 'off', CLOSED_CLAW_AGENT_RETRIES: '1', CLOSED_CLAW_LOCAL_SERVERS: 'none' }
  place = await webPlace(builtPages(), { '.env': 'CLOSED_CLAW_MAX_REPLANS=1\n' }, env)
  api = await apiClient(place)
}, 30_000)
afterAll(async () => {
  await place.close()
  await model.close()
})

function told(answer: RawAnswer, status = 200) {
  expect(answer.status, answer.text).toBe(status)
  return JSON.parse(answer.text)
}

const setting = async (name: string) => told(await api.get(`/api/settings/${name}`))
const put = (name: string, value: string, etag?: string) =>
  api.send('PUT', `/api/settings/${name}`, { value }, etag === undefined ? {} : { 'if-match': etag })

describe('settings', () => {
  it('are told with value and origin; what is held elsewhere says by what, and is not changed here', async () => {
    const { settings, file } = told(await api.get('/api/settings'))
    expect(settings.length).toBeGreaterThan(40)
    expect(file).toMatch(/config\.json$/)
    const held = await setting('CLOSED_CLAW_AGENT_RETRIES')
    expect(held).toMatchObject({ value: '1', origin: 'environment', held: expect.stringContaining('the environment') })
    const refused = await put('CLOSED_CLAW_AGENT_RETRIES', '3', held.etag)
    expect(told(refused, 409)).toMatchObject({ code: 'SETTING_HELD', fix: 'unset CLOSED_CLAW_AGENT_RETRIES' })
    expect(await setting('CLOSED_CLAW_MAX_REPLANS')).toMatchObject({ origin: '.env', held: expect.stringContaining('.env') })
  })
  it('are checked, saved and reset; the app goes by them at once, and the log says so', async () => {
    const name = 'CLOSED_CLAW_MAX_AGENTS_PER_RUN'
    const before = await setting(name)
    expect(told(await api.post(`/api/settings/${name}/check`, { value: '0' })).problem).toContain(name)
    expect(told(await api.post(`/api/settings/${name}/check`, { value: '7' })).problem).toBe('')
    expect(told(await put(name, '0', before.etag), 400)).toMatchObject({
      code: 'CONFIG_INVALID',
      fix: expect.stringContaining('whole number'),
    })
    const saved = told(await put(name, '7', before.etag))
    expect(saved).toMatchObject({ value: '7', origin: 'config file', saved: true })
    expect(JSON.stringify(told(await api.get('/api/audit?action=settings.changed')))).toContain(name)
    const reset = told(await api.send('DELETE', `/api/settings/${name}`, undefined, { 'if-match': saved.etag }))
    expect(reset).toMatchObject({ value: before.value, origin: 'default', saved: false, etag: before.etag })
  })
  it('are edited only by who has seen them as they are', async () => {
    const name = 'CLOSED_CLAW_MAX_SUBTASKS_PER_PHASE'
    const { etag } = await setting(name)
    expect(told(await put(name, '5'), 428).code).toBe('WEB_IF_MATCH')
    expect((await put(name, '5', `W/${etag}`)).status).toBe(412)
    const [first, second] = await Promise.all([put(name, '5', etag), put(name, '6', etag)])
    expect([first.status, second.status].sort()).toEqual([200, 412])
    expect(told(await api.post('/api/settings/apikey', { provider: 'ollama', key: KEY }), 400).detail).toContain('takes no key')
    expect((await put('CLOSED_CLAW_NO_SUCH', '5', etag)).status).toBe(404)
    expect((await put('OPENAI_API_KEY', KEY, (await setting('OPENAI_API_KEY')).etag)).status).toBe(409)
  })
})

describe('settings that are changed elsewhere', () => {
  it('count from the next request on; a file that cannot be read leaves all as it was', async () => {
    const path = join(place.root, 'home', '.config', 'closed-claw', 'config.json')
    const before = existsSync(path) ? readFileSync(path, 'utf8') : '{}'
    const engine = async () => told(await api.get('/api/status')).engine
    expect(await engine()).toBe('rules')
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, JSON.stringify({ ...JSON.parse(before), CLOSED_CLAW_LLM_PROVIDER: 'ollama', CLOSED_CLAW_LLM_MODEL: 'tiny' }))
    expect(await engine()).toBe('ollama')
    writeFileSync(path, '{ "half')
    expect(await engine()).toBe('ollama')
    writeFileSync(path, before)
    expect(await Promise.all([engine(), engine(), engine()])).toEqual(['rules', 'rules', 'rules'])
  })
})

describe('secrets', () => {
  it('are set, bound, replaced and removed, and no answer has a value', async () => {
    const value = 'ghp_canary_0123456789'
    const tag = async () => ({ 'if-match': String(told(await api.get('/api/secrets')).secrets[0]?.etag) })
    const answers = [
      await api.send('PUT', '/api/secrets/GITHUB_TOKEN', { value, hosts: ['api.github.com'] }, { 'if-none-match': '*' }),
      await api.get('/api/secrets'),
      await api.send('PUT', '/api/secrets/GITHUB_TOKEN', { value: `${value}2` }, await tag()),
      await api.post('/api/secrets/scan', {}),
      await api.get('/api/audit'),
      await api.send('DELETE', '/api/secrets/GITHUB_TOKEN', undefined, await tag()),
    ]
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200])
    expect(JSON.parse(answers[1]?.text ?? '').secrets).toMatchObject([{ name: 'GITHUB_TOKEN', hosts: ['api.github.com'], for: 'tools' }])
    expect(JSON.parse(answers[2]?.text ?? '')).toMatchObject({ replaced: true, secret: { hosts: ['api.github.com'] } })
    for (const { text } of answers) expect(text).not.toContain(value)
    expect((await api.send('DELETE', '/api/secrets/GITHUB_TOKEN', undefined)).status).toBe(404)
    expect((await api.send('PUT', `/api/secrets/${value}`, { value: 'x' })).text).not.toContain(value)
  })
  it('are made, replaced and removed only by who has seen them as they are', async () => {
    const path = '/api/secrets/OTHER_TOKEN'
    const send = async (method: 'PUT' | 'DELETE', headers: Record<string, string> = {}, hosts = ['a.example']) =>
      (await api.send(method, path, method === 'PUT' ? { value: 'canary-0123456789', hosts } : undefined, headers)).status
    expect(await send('PUT')).toBe(428)
    expect(await send('PUT', { 'if-match': '"old"' })).toBe(412)
    const together = await Promise.all([send('PUT', { 'if-none-match': '*' }), send('PUT', { 'if-none-match': '*' })])
    expect(together.sort()).toEqual([200, 412])
    const { etag } = told(await api.get('/api/secrets')).secrets[0]
    expect(await send('PUT', { 'if-match': etag }, ['b.example'])).toBe(200)
    expect([await send('DELETE'), await send('DELETE', { 'if-match': etag })]).toEqual([428, 412])
    expect(await send('DELETE', { 'if-match': told(await api.get('/api/secrets')).secrets[0].etag })).toBe(200)
  })
})

describe('models', () => {
  it('a place is tried before it is saved; then the app works with it, and its key stands in no answer', async () => {
    const { places, present } = told(await api.get('/api/models/setup'))
    expect([present, places.map(({ provider }: { provider: string }) => provider).at(-1)]).toEqual(['rules', 'rules'])
    const wish = { provider: 'openai', model: 'gpt-4o-mini', base_url: model.url, key: KEY }
    expect(told(await api.post('/api/models/setup/list', { ...wish, base_url: 'ftp://x' }))).toMatchObject({
      type: 'refused',
      field: 'address',
    })
    expect(told(await api.post('/api/models/setup/test', wish))).toMatchObject({ ok: true })
    const dead = await api.post('/api/models/setup/save', { wish: { ...wish, base_url: 'http://127.0.0.1:1/v1' } })
    expect([dead.status, JSON.parse(dead.text)]).toEqual([
      422,
      expect.objectContaining({ detail: expect.stringContaining('Nothing was saved') }),
    ])
    expect(told(await api.get('/api/status')).engine).toBe('rules')
    const saved = await api.post('/api/models/setup/save', { wish })
    expect(told(saved).lines.join('\n')).toContain('openai gpt-4o-mini')
    expect(saved.text).not.toContain(KEY)
    expect(told(await api.get('/api/status')).engine).toBe('openai')
    expect(told(await api.get('/api/models'))).toMatchObject({ provider: 'openai', model: 'gpt-4o-mini' })
    expect(told(await api.post('/api/models/test', { call: true }))).toMatchObject({ ok: true, how: 'call' })
    expect(readFileSync(join(place.root, 'home', '.config', 'closed-claw', 'config.json'), 'utf8')).not.toContain(KEY)
    told(await api.post('/api/models/setup/save', { wish: null }))
    expect(told(await api.get('/api/status')).engine).toBe('rules')
  })
})

describe('the policy', () => {
  const rule = {
    id: 'no-tokens',
    decision: 'deny',
    reason: 'These stay here.',
    paths: ['secret/**'],
    examples: { match: [{ tool: 'file_io', path: 'secret/a' }] },
  }
  it('is shown, and a rule is added with its trial and taken out again; the same key adds it once', async () => {
    const key = { 'idempotency-key': 'rule-1' }
    const added = await api.post('/api/policy/rules', { rule, place: 'user' }, key)
    expect(told(added, 201).tried[0]).toMatchObject({ matches: true, decision: 'deny' })
    const again = await api.post('/api/policy/rules', { rule, place: 'user' }, key)
    expect([again.status, again.headers['idempotency-replayed'], again.text]).toEqual([201, 'true', added.text])
    expect(told(await api.get('/api/policy')).rules.filter(({ id }: { id: string }) => id === 'no-tokens')).toHaveLength(1)
    expect((await api.post('/api/policy/rules', { rule: { ...rule, decision: 'allow' }, place: 'workspace' })).status).toBe(400)
    const take = (headers: Record<string, string> = {}) => api.send('DELETE', '/api/policy/rules/no-tokens', undefined, headers)
    const seen = { 'if-match': told(await api.get('/api/policy')).etag }
    told(await api.post('/api/policy/rules', { rule: { ...rule, id: 'another' }, place: 'user' }), 201)
    expect([(await take()).status, (await take(seen)).status]).toEqual([428, 412])
    told(await take({ 'if-match': told(await api.get('/api/policy')).etag }))
    expect((await take({ 'if-match': '*' })).status).toBe(404)
  })
})
