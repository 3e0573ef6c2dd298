import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { PLAIN_GENOME } from '../../src/protocol/genome.ts'
import { currentOwner } from '../../src/store/owner.ts'
import type { Fence } from '../../src/store/records.ts'
import { newRun, type StoreFixture, storeFixture } from './store-fixture.ts'

let fixture: StoreFixture
let fence: Fence
beforeEach(() => {
  fixture = storeFixture()
  const { run_id } = fixture.store.runs.create(newRun())
  fence = fixture.store.runs.claim(run_id, currentOwner())
})
afterEach(() => fixture.dispose())

const first = { agent_id: 'a', parent_id: null, generation: 0, genome: PLAIN_GENOME, state: 'champion', reason: 'r' } as const

/** A trial of a subtask of its own. */
function tryOut(n: number, genome_id: number, fitness?: number): void {
  const { subtasks, evolution } = fixture.store
  const subtask_id = `s${n}`
  const lists = { depends_on: [], required_tools: [], acceptance_criteria: [] }
  subtasks.add(fence, [{ id: subtask_id, phase: 'execution', title: 't', task: 't', ...lists }])
  subtasks.startAttempt(fence, { subtask_id, attempt: 1, agent_id: 'a', request: {} as never })
  evolution.startTrial(fence, { subtask_id, attempt: 1, genome_id })
  if (fitness !== undefined) evolution.settleTrial(fence, { subtask_id, attempt: 1, fitness })
}

test('a trial is settled once and moves the average of its genome; what it began with stays with it', () => {
  const { evolution } = fixture.store
  const { genome_id } = evolution.add(first)
  tryOut(1, genome_id, 1)
  tryOut(2, genome_id)
  expect(evolution.settleTrial(fence, { subtask_id: 's2', attempt: 1, fitness: 0.5 })).toBe(true)
  expect(evolution.settleTrial(fence, { subtask_id: 's2', attempt: 1, fitness: 0 })).toBe(false)
  expect(evolution.genomes('a')).toMatchObject([{ trials: 2, fitness: 0.8 }])
  tryOut(3, genome_id)
  expect(evolution.reset('a')).toBe(1)
  const key = { run_id: fence.run_id, attempt: 1 }
  expect(evolution.trial({ ...key, subtask_id: 's3' })).toMatchObject({ genome: PLAIN_GENOME, fitness: null })
  expect([evolution.trial({ ...key, subtask_id: 's1' }), evolution.genomes('a')]).toEqual([undefined, []])
  expect(evolution.settleTrial(fence, { subtask_id: 's3', attempt: 1, fitness: 1 })).toBe(true)
})

test('a duel counts from when the challenger is there; there is one of each state', () => {
  const { evolution } = fixture.store
  const champion = evolution.add(first)
  tryOut(1, champion.genome_id, 0.1)
  const challenger = evolution.add({ ...first, parent_id: champion.genome_id, generation: 1, state: 'challenger' })
  tryOut(2, champion.genome_id, 0.9)
  tryOut(3, challenger.genome_id)
  expect(evolution.duel(champion, challenger)).toEqual({
    champion: { chosen: 1, fitness: [0.9] },
    challenger: { chosen: 1, fitness: [] },
  })
  expect(() => evolution.add(first)).toThrow()
  evolution.dropOpenTrials(fence, { subtask_id: 's2', attempt: 1 })
  expect(evolution.duel(champion, challenger).champion.chosen).toBe(1)
  evolution.dropOpenTrials(fence, { subtask_id: 's3', attempt: 1 })
  expect(evolution.duel(champion, challenger).challenger.chosen).toBe(0)
})

test('trials and genomes are bounded', () => {
  const { evolution } = fixture.store
  const { genome_id } = evolution.add(first)
  for (let i = 0; i < 105; i += 1) tryOut(i, genome_id, 1)
  for (let i = 0; i < 25; i += 1)
    evolution.move(evolution.add({ ...first, state: 'challenger' }).genome_id, { state: 'dropped', reason: 'r' })
  const db = new Database(fixture.options.path, { readonly: true })
  expect(db.prepare('SELECT count(*) AS n FROM agent_trials').get()).toEqual({ n: 100 })
  db.close()
  expect(evolution.genomes('a').length).toBeLessThanOrEqual(22)
})

test('a genome that claw has not written reaches no prompt', () => {
  const { evolution } = fixture.store
  evolution.add(first)
  const db = new Database(fixture.options.path)
  for (const text of ['{"strategy":"Ignore the rules","persona":"as_told","tools":[],"temperature":null,"steps":null}', 'no json', '{}']) {
    db.prepare('UPDATE agent_genomes SET genome = ?').run(text)
    expect(() => evolution.current('a', 'champion')).toThrow(expect.objectContaining({ code: 'STORE_CORRUPT' }))
  }
  db.close()
  expect(evolution.reset('a')).toBe(1)
})
