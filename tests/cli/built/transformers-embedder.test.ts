import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ClawPlace, clawPlace } from '../../helpers/claw-place.ts'
import { sentenceModel } from '../../helpers/sentence-model.ts'

const MODEL = sentenceModel()
const TASK = 'how many lines has a.txt?'
let place: ClawPlace
beforeEach(() => {
  place = clawPlace({ 'a.txt': 'one\ntwo\n' })
})
afterEach(() => place.remove())

const claw = (model: string, ...args: string[]) =>
  place.run(args, { env: { CLOSED_CLAW_LLM_PROVIDER: 'rules', CLOSED_CLAW_EMBEDDING_MODEL: model } })

function embedded(): { model: string; dim: number; agents: number }[] {
  const db = new Database(join(place.workspace, '.closed_claw/registry.db'), { readonly: true })
  const rows = db
    .prepare<[], { model: string; dim: number; agents: number }>(
      'SELECT model, dim, count(*) AS agents FROM embedders JOIN agent_embeddings USING (embedder_id) GROUP BY model ORDER BY dim',
    )
    .all()
  db.close()
  return rows
}

describe.runIf(MODEL !== undefined)('the sentence model', () => {
  it('takes over from the static table and gives back to it; both kinds stay apart', { timeout: 60_000 }, async () => {
    const answered = { code: 0, stdout: expect.stringContaining('2 lines') }
    expect(await claw('static', 'run', TASK)).toMatchObject(answered)
    const switched = await claw(MODEL ?? '', 'run', TASK)
    expect(switched).toMatchObject(answered)
    expect(switched.stderr).toMatch(/of 5 agents have their vectors of transformers:all-MiniLM-L6-v2#/)
    expect(await claw('static', 'run', TASK)).toMatchObject({ ...answered, stderr: expect.not.stringContaining('have their vectors') })
    expect(embedded()).toEqual([
      { model: 'static-minilm@1', dim: 256, agents: 5 },
      { model: expect.stringContaining('all-MiniLM-L6-v2#'), dim: 384, agents: 5 },
    ])
    const doctor = await claw(MODEL ?? '', 'doctor')
    expect(doctor.stdout).toMatch(/all-MiniLM-L6-v2#\w+, 384 dimensions; 5 of 5 agents have their vectors/)
  })

  it('serves two runs that begin at once', { timeout: 60_000 }, async () => {
    const runs = await Promise.all([claw(MODEL ?? '', 'run', TASK), claw(MODEL ?? '', 'run', TASK)])
    expect(runs.map(({ code }) => code)).toEqual([0, 0])
    expect(embedded()).toMatchObject([{ dim: 384, agents: 5 }])
  })
})

it('a model that cannot be used keeps nobody from looking at runs, audit and machine; a task is told why', {
  timeout: 60_000,
}, async () => {
  const folder = join(place.workspace, 'no-model')
  mkdirSync(folder)
  expect(await claw('static', 'run', TASK)).toMatchObject({ code: 0 })
  for (const look of [['runs'], ['agents'], ['audit', 'verify']]) expect(await claw(folder, ...look)).toMatchObject({ code: 0 })
  const doctor = await claw(folder, 'doctor')
  expect(doctor.stdout).toMatch(/ok +sqlite /)
  expect(doctor.stdout).toMatch(/failed +embedder +.*no-model is no model/)
  expect(await claw(folder, 'run', TASK)).toMatchObject({ code: 3, stderr: expect.stringContaining('EMBEDDER_FAILED') })
})
