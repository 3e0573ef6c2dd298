import { once } from 'node:events'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ClawPlace, clawPlace, collect } from '../../helpers/claw-place.ts'
import { answerJson, type ScriptedEmbeddings, startScriptedEmbeddings } from '../../helpers/scripted-embeddings.ts'

const KEY = 'sk-test-0123456789abcdef'
const TASK = 'count the lines of a.txt'
let place: ClawPlace
let server: ScriptedEmbeddings
let state: 'well' | 'down' | 'hanging'
/** Requests from this one on are answered by `state`; those before are answered well. */
let from: number

beforeEach(async () => {
  state = 'well'
  from = 0
  place = clawPlace({ 'a.txt': 'one\ntwo\n' })
  server = await startScriptedEmbeddings({
    instead: (n, response) => {
      if (state === 'well' || n < from) return undefined
      return state === 'hanging' ? true : answerJson(response, 401, { error: { message: 'no such key' } })
    },
  })
})
afterEach(async () => {
  await server.close()
  place.remove()
})

const env = () => ({
  CLOSED_CLAW_LLM_PROVIDER: 'rules',
  CLOSED_CLAW_EMBEDDING_MODEL: 'openai:any',
  OPENAI_BASE_URL: server.url,
  OPENAI_API_KEY: KEY,
})
const claw = (...args: string[]) => place.run(args, { env: env() })
const modelName = () => `openai:any@${new URL(server.url).host}`

function query<T>(sql: string): T[] {
  const db = new Database(join(place.workspace, '.closed_claw/registry.db'), { readonly: true })
  const rows = db.prepare<[], T>(sql).all()
  db.close()
  return rows
}

function embedded(): Record<string, number> {
  const rows = query<{ model: string; agents: number }>(
    'SELECT model, count(*) AS agents FROM embedders JOIN agent_embeddings USING (embedder_id) GROUP BY model',
  )
  return Object.fromEntries(rows.map(({ model, agents }) => [model, agents]))
}

describe('an embeddings API', () => {
  it('gives agents their vectors once, routes by them, and is told no secret', async () => {
    expect(await claw('run', 'find "sk-abcdefghijklmnopqrstuvwx" in a.txt')).toMatchObject({ code: 0 })
    const run = await claw('run', TASK)
    expect([run.code, run.stdout]).toEqual([0, 'a.txt has 2 lines.\n'])
    expect(embedded()).toEqual({ [modelName()]: 5 })
    const texts = server.requests.flatMap(({ input }) => input)
    expect(texts).toContain(TASK)
    expect(texts).toContain('find "[redacted]" in a.txt')
    expect(texts.join('\n')).not.toContain('sk-abc')
    expect(server.requests.every(({ authorization, path }) => authorization === `Bearer ${KEY}` && path === '/v1/embeddings')).toBe(true)
    const known = texts.length
    await claw('run', TASK)
    expect(server.requests.flatMap(({ input }) => input).slice(known)).toEqual(expect.not.arrayContaining([texts[0]]))
    const doctor = await claw('doctor')
    expect(doctor.stdout).toContain(`${modelName()}, 64 dimensions; 5 of 5 agents have their vectors`)
    expect([run, doctor].map(({ stdout, stderr }) => stdout + stderr).join('\n')).not.toContain(KEY)
  })

  it('and the static embedder never meet: each run finds the vectors of its own', async () => {
    await place.run(['run', TASK], { env: { CLOSED_CLAW_LLM_PROVIDER: 'rules' } })
    expect(await claw('run', TASK)).toMatchObject({ code: 0 })
    expect(embedded()).toEqual({ 'static-minilm@1': 5, [modelName()]: 5 })
    const back = await place.run(['run', TASK], { env: { CLOSED_CLAW_LLM_PROVIDER: 'rules' } })
    expect(back).toMatchObject({ code: 0, stdout: 'a.txt has 2 lines.\n' })
  })

  it('that is down before an agent is chosen fails the run, says why, and holds up nothing else', async () => {
    state = 'down'
    const run = await claw('run', TASK)
    expect(run.code).toBe(4)
    expect(run.stderr).toContain('openai (any) answered 401: no such key. (MODEL_KEY_REJECTED)')
    expect((await claw('agents')).code).toBe(0)
    expect((await claw('doctor')).stdout).toMatch(/failed +embedder +openai \(any\) answered 401/)
  })

  it('that goes down later costs the run its memory, and says so', async () => {
    await claw('run', TASK)
    from = server.requests.length + 2
    state = 'down'
    // What is learned of it is cut, so another text than the one that was routed by.
    const run = await claw('run', `find "${'long '.repeat(100)}" in a.txt`)
    expect(run.code).toBe(0)
    expect(run.stderr).toMatch(/works without its memory: openai \(any\) answered 401/)
    expect(run.stderr).toMatch(/is not found by this task in the future: openai \(any\) answered 401/)
  })

  it('that is silent does not keep a run from being cancelled', async () => {
    state = 'hanging'
    const child = place.start(['run', TASK], { env: env() })
    const ended = collect(child)
    while (!(await heard(child.stderr)).includes('plan '));
    const asked = performance.now()
    child.kill('SIGINT')
    expect((await ended).code).toBe(130)
    expect(performance.now() - asked).toBeLessThan(5000)
  })

  it('that is killed for half of the agents gives only the others theirs afterwards', async () => {
    from = 5
    state = 'hanging'
    const child = place.start(['run', TASK], { env: env() })
    const ended = collect(child)
    while (server.requests.length < 5) await new Promise((resolve) => setTimeout(resolve, 20))
    child.kill('SIGKILL')
    await ended
    const done = query<{ text: string }>('SELECT text FROM agent_vectors').map(({ text }) => text)
    const before = embedded()[modelName()]
    expect(before).toBeGreaterThan(0)
    expect(before).toBeLessThan(5)
    state = 'well'
    const asked = server.requests.length
    expect((await claw('run', TASK)).code).toBe(0)
    expect(embedded()).toEqual({ [modelName()]: 5 })
    const again = server.requests.slice(asked).flatMap(({ input }) => input)
    expect(again.filter((text) => done.includes(text))).toEqual([])
  })
})

async function heard(stream: NodeJS.ReadableStream | null): Promise<string> {
  if (stream === null) throw new Error('no stderr')
  const [data] = (await once(stream, 'data')) as [Buffer]
  return data.toString('utf8')
}
