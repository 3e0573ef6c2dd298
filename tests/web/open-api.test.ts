import { Validator } from '@cfworker/json-schema'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApiClient, apiClient } from './api-client.ts'
import { builtClient } from './built-client.ts'
import { type WebPlace, webPlace } from './web-place.ts'

const client = builtClient()
let place: WebPlace
let api: ApiClient
let document: Description

interface Description {
  readonly openapi: string
  readonly paths: Record<string, Record<string, Operation>>
  readonly components: { readonly schemas: Record<string, object> }
}

interface Operation {
  readonly summary?: string
  readonly tags?: readonly string[]
  readonly responses: Record<string, { readonly content?: Record<string, { readonly schema: object }> }>
}

beforeAll(async () => {
  place = await webPlace(client.dir, { 'a.ts': 'one\n' }, { CLOSED_CLAW_SANDBOX: 'off' })
  api = await apiClient(place)
  await (await place.app.startRun({ task: 'How many TypeScript files are here?', context: {}, plan_only: false })).done
  await (await place.app.startRun({ task: 'run the command `echo x`', context: {}, plan_only: false })).done
  document = JSON.parse((await api.get('/api/openapi.json')).text)
})
afterAll(() => place.close())

describe('the OpenAPI document', () => {
  it('describes every route with its summary, its place and how it refuses', () => {
    expect(document.openapi).toBe('3.1.0')
    for (const [path, operations] of Object.entries(document.paths))
      for (const [method, operation] of Object.entries(operations)) {
        expect(operation.summary, `${method} ${path}`).toBeTruthy()
        expect(operation.tags, `${method} ${path}`).toHaveLength(1)
        expect(operation.responses['default']?.content, `${method} ${path}`).toHaveProperty(['application/problem+json'])
      }
  })

  it('resolves each of its references', () => {
    const named = JSON.stringify(document).match(/"\$ref":"[^"]+"/g) ?? []
    expect(named.length).toBeGreaterThan(5)
    for (const reference of named) {
      const name = /^"\$ref":"#\/components\/schemas\/([^"/]+)"$/.exec(reference)?.[1]
      expect(document.components.schemas, reference).toHaveProperty([name ?? ''])
    }
  })

  it('names the header of each edit that is refused without it', async () => {
    const asked: [method: string, path: string][] = [
      ['put', '/api/settings/{name}'],
      ['delete', '/api/settings/{name}'],
      ['put', '/api/agents/{id}/texts'],
      ['post', '/api/agents/{id}/versions/{version}/restore'],
      ['post', '/api/runs/{id}/undo'],
      ['patch', '/api/agents/{id}'],
      ['put', '/api/secrets/{name}'],
      ['delete', '/api/secrets/{name}'],
      ['delete', '/api/policy/rules/{id}'],
    ]
    for (const [method, path] of asked)
      expect(JSON.stringify(document.paths[path]?.[method]).toLowerCase(), `${method} ${path}`).toContain('"name":"if-match"')
  })

  it('names the key of each request that is made once', async () => {
    const taken: string[] = []
    const named: string[] = []
    for (const [path, { post }] of Object.entries(document.paths)) {
      if (post === undefined) continue
      // No route takes a list: nothing is done.
      const answer = await api.post(path.replace(/\{\w+\}/g, '1'), [], { 'idempotency-key': 'two words' })
      expect(answer.status, path).toBe(400)
      if (answer.text.includes('A key has')) taken.push(path)
      if (JSON.stringify(post).includes('"Idempotency-Key"')) named.push(path)
    }
    expect(taken).toEqual(named)
    expect(taken.length).toBeGreaterThan(12)
  })

  it('says of each list and thing what the server really gives', async () => {
    const { runs } = JSON.parse((await api.get('/api/runs')).text)
    const { records } = JSON.parse((await api.get('/api/audit')).text)
    const { agents } = JSON.parse((await api.get('/api/agents')).text)
    const { skills } = JSON.parse((await api.get('/api/skills')).text)
    const { run_id } = runs.find(({ status }: { status: string }) => status === 'completed')
    const [{ agent_id }] = agents
    const values: Record<string, string> = { '/api/audit/{n}': records[0].n, '/api/skills/{id}': skills[0].skill_id }
    for (const part of ['', '/analysis', '/rerun', '/steps', '/undo', '/files']) values[`/api/runs/{id}${part}`] = run_id
    for (const part of ['', '/uses', '/permissions', '/evolution', '/texts', '/lint', '/versions'])
      values[`/api/agents/{id}${part}`] = agent_id
    const others = {
      '/api/new-run/draft/{id}': run_id,
      '/api/memory/{agent}': agent_id,
      '/api/settings/{name}': 'CLOSED_CLAW_SANDBOX',
      '/api/agent-drafts/templates/{name}': 'node',
    }
    Object.assign(values, others)
    for (const path of Object.keys(values)) expect(document.paths, path).toHaveProperty([path])
    for (const [path, operations] of Object.entries(document.paths)) {
      const schema = operations['get']?.responses['200']?.content?.['application/json']?.schema
      if (schema === undefined) continue
      const value = values[path]
      if (path.includes('{') && value === undefined) continue
      const answer = await api.get(path.replace(/\{\w+\}/, String(value)))
      expect(answer.status, `${path} ${answer.text}`).toBe(200)
      const { valid, errors } = new Validator({ ...schema, components: document.components }, '2020-12', false).validate(
        JSON.parse(answer.text),
      )
      expect(valid, `${path}: ${JSON.stringify(errors.slice(0, 4))}`).toBe(true)
    }
  })
})
