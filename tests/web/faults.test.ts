import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { App } from '../../src/app/app-port.ts'
import { keepFault } from '../../src/app/faults/keep-fault.ts'
import { systemClock } from '../../src/kernel/clock.ts'
import { watchProgram } from '../../web/server/program-file.ts'
import { type ApiClient, apiClient } from './api-client.ts'
import { builtClient } from './built-client.ts'
import { rawHttp } from './raw-http.ts'
import { type WebPlace, webPlace } from './web-place.ts'

const client = builtClient()
const KEY = 'sk-canary-0123456789abcdefghij'
let place: WebPlace
let api: ApiClient

beforeAll(async () => {
  place = await webPlace(client.dir, {}, { CLOSED_CLAW_SANDBOX: 'off', OPENAI_API_KEY: KEY })
  api = await apiClient(place)
})
afterAll(() => place.close())

const headersOf = (length: number) => {
  const host = `127.0.0.1:${place.port}`
  return { host, origin: `http://${host}`, cookie: api.cookie, 'content-type': 'application/json', 'content-length': String(length) }
}
const failing = (error: Error): Partial<App> => ({ system: () => Promise.reject(error), agentUses: () => Promise.reject(error) })

it('keeps what nobody expected once, masked and counted, and says where', async () => {
  Object.assign(place.app, failing(new TypeError(`no header 'authorization: Bearer ${KEY}'`, { cause: new Error(KEY) })))
  const asked = async (path: string) => JSON.parse((await api.get(path)).text)
  const problem = await asked('/api/system')
  expect(problem).toMatchObject({
    status: 500,
    code: 'INTERNAL',
    detail: 'A bug in claw.',
    fault: expect.stringMatching(/^f_[0-9a-f]{12}$/),
  })
  expect(problem.fix).toContain(`.closed_claw/faults/${problem.fault}.json`)
  expect((await asked('/api/system')).fault).toBe(problem.fault)
  const other = await asked('/api/agents/sk-canary-agent-0123456789/uses')
  expect(other.fault).not.toBe(problem.fault)
  const folder = join(place.workspace, '.closed_claw', 'faults')
  expect(readdirSync(folder).sort()).toEqual([`${problem.fault}.json`, `${other.fault}.json`].sort())
  const path = join(folder, `${problem.fault}.json`)
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ where: 'GET /api/system', times: 2, stack: expect.any(Array) })
  const all = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))
  expect(all.join('')).toContain('TypeError: no header')
  expect(all.join('')).toContain('GET /api/agents/:id/uses')
  expect(all.join('')).not.toContain('sk-canary')
})

it('says of a part of claw that is gone that claw was changed, and keeps no fault', async () => {
  Object.assign(place.app, failing(Object.assign(new Error("Cannot find module './x-OLD.js'"), { code: 'ERR_MODULE_NOT_FOUND' })))
  const answer = await api.get('/api/system')
  expect(answer.status).toBe(503)
  expect(JSON.parse(answer.text)).toMatchObject({ code: 'CLAW_CHANGED', fix: expect.stringContaining('claw web') })
})

it('refuses bodies that are nested without end, and takes a request that is given up for no fault', async () => {
  const faults = () => readdirSync(join(place.workspace, '.closed_claw', 'faults')).length
  const before = faults()
  for (const body of [
    `{"task":"x","context":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}`,
    `{"task":"x","context":{"__proto__":{"x":1}}}`,
  ]) {
    const answer = await rawHttp(place.port, { method: 'POST', path: '/api/runs', headers: headersOf(body.length), body })
    expect([answer.status, JSON.parse(answer.text).code]).toEqual([400, 'USAGE'])
  }
  await new Promise<void>((done) => {
    const headers = headersOf(1000)
    const sent = request({ host: '127.0.0.1', port: place.port, method: 'POST', path: '/api/runs', headers, agent: false })
    sent.on('error', () => done())
    sent.write('{"task":')
    setTimeout(() => sent.destroy(), 50)
  })
  await new Promise((done) => setTimeout(done, 200))
  expect(faults()).toBe(before)
})

it('keeps at most 50 of bounded size, and follows no link', () => {
  const stateDir = mkdtempSync(join(tmpdir(), 'claw-faults-'))
  const target = { stateDir, redactor: { text: (text: string) => text }, clock: systemClock }
  try {
    for (let n = 0; n < 60; n += 1) keepFault(target, { where: `GET /${n}`, error: new Error('x'.repeat(200_000)) })
    const names = readdirSync(join(stateDir, 'faults'))
    expect(names).toHaveLength(50)
    for (const name of names) expect(statSync(join(stateDir, 'faults', name)).size).toBeLessThan(20_000)
    rmSync(join(stateDir, 'faults'), { recursive: true })
    symlinkSync(tmpdir(), join(stateDir, 'faults'))
    expect(keepFault(target, { where: 'GET /', error: 'text' })).toBeUndefined()
  } finally {
    rmSync(stateDir, { recursive: true })
  }
  expect(keepFault(target, { where: 'GET /', error: new Error('gone') })).toBeUndefined()
})

it('knows the program by its content: touched is the same, another one or none is not', () => {
  const root = mkdtempSync(join(tmpdir(), 'claw-program-'))
  const path = join(root, 'claw.js')
  try {
    expect(watchProgram(path).changed()).toBe(false)
    writeFileSync(path, 'one')
    const program = watchProgram(path)
    writeFileSync(path, 'one')
    expect(program.changed()).toBe(false)
    writeFileSync(path, 'another')
    expect(program.changed()).toBe(true)
    writeFileSync(path, 'one')
    expect(program.changed()).toBe(false)
    rmSync(path)
    expect(program.changed()).toBe(true)
  } finally {
    rmSync(root, { recursive: true })
  }
})
