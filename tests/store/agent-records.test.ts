import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { currentOwner } from '../../src/store/owner.ts'
import { creditUses, newUse } from '../helpers/credit-uses.ts'
import { newRun, type StoreFixture, storeFixture } from './store-fixture.ts'

let fixture: StoreFixture
beforeEach(() => {
  fixture = storeFixture()
})
afterEach(() => fixture.dispose())

const lists = { depends_on: [], required_tools: [], acceptance_criteria: [] }

test('a use is credited once per attempt, and only by the owner of the run', () => {
  const { runs, subtasks, agentRecords } = fixture.store
  const { run_id } = runs.create(newRun())
  const fence = runs.claim(run_id, currentOwner())
  subtasks.add(fence, [{ id: 's1', phase: 'execution', title: 't', task: 't', ...lists }])
  expect(agentRecords.credit(fence, newUse('a', 'failure'))).toBe(true)
  expect(agentRecords.credit(fence, newUse('a', 'failure'))).toBe(false)
  expect(agentRecords.credit(fence, { ...newUse('a', 'success'), attempt: 2 })).toBe(true)
  expect(agentRecords.credit(fence, { ...newUse('a', 'success'), attempt: 1 })).toBe(false)
  runs.release(fence)
  runs.claim(run_id, currentOwner())
  expect(() => agentRecords.credit(fence, { ...newUse('a', 'success'), attempt: 3 })).toThrow(expect.objectContaining({ code: 'FENCED' }))
  expect(agentRecords.get('a')).toMatchObject({ runs: 2, successes: 1, failures: 1, total_ms: 20, tool_calls: 4, tool_failures: 2 })
  expect(agentRecords.creditedAttempts(run_id).get('s1')).toBe(2)
})

test('a price that is unknown stays unknown, in each use and in the sum', () => {
  const { agentRecords } = fixture.store
  creditUses(fixture.store, 'a', ['success'])
  creditUses(fixture.store, 'a', ['success'], { known_usd: 0.25, unpriced_calls: 1, unmetered_calls: 1 })
  expect(agentRecords.get('a')).toMatchObject({ cost_usd: 0.75, unpriced_calls: 1, unmetered_calls: 1 })
  expect(agentRecords.uses('a', 9).map((use) => use.cost_usd)).toEqual([null, 0.5])
})

test('sums count everything, uses are bounded, and the recent ones leave out what was excused', () => {
  const { agentRecords } = fixture.store
  creditUses(
    fixture.store,
    'a',
    Array.from({ length: 55 }, (_, i) => (i % 5 === 0 ? 'excused' : i % 5 === 1 ? 'failure' : 'success')),
  )
  expect(agentRecords.get('a')).toMatchObject({
    runs: 55,
    successes: 33,
    failures: 11,
    excused: 11,
    recent_successes: 15,
    recent_failures: 5,
  })
  expect(agentRecords.uses('a', 100)).toHaveLength(50)
  expect(agentRecords.judged('a', 4).map((use) => use.outcome)).toEqual(['success', 'success', 'success', 'failure'])
})

test('degraded once, restored once; what was before no longer counts', () => {
  const { agentRecords } = fixture.store
  creditUses(fixture.store, 'a', ['failure', 'failure'])
  expect(agentRecords.degrade('a', { reason: 'why', digest: 'd' })).toBe(true)
  expect(agentRecords.degrade('a', { reason: 'why', digest: 'd' })).toBe(false)
  expect([...agentRecords.degraded()]).toEqual([['a', 'd']])
  agentRecords.stillDegraded('a', 'd2')
  agentRecords.stillDegraded('b', 'd2')
  expect([...agentRecords.degraded()]).toEqual([['a', 'd2']])
  expect([agentRecords.restore('a'), agentRecords.restore('a'), agentRecords.judged('a', 9)]).toEqual([true, false, []])
  expect(agentRecords.get('a')).toMatchObject({ runs: 2, failures: 2, recent_failures: 0, degraded_at: null, degraded_reason: null })
})

test('what a deleted agent did waits beside its trash: a new one of the id starts anew, the old one comes back with it', () => {
  const { agentRecords, agents } = fixture.store
  creditUses(fixture.store, 'a', ['success', 'failure'])
  agentRecords.setAside('a', 'a@123')
  expect(agentRecords.get('a').runs).toBe(0)
  creditUses(fixture.store, 'a', ['success'])
  agentRecords.bringBack('a@123', 'a')
  expect([agentRecords.get('a').runs, agentRecords.uses('a', 9).length]).toEqual([2, 2])
  agentRecords.bringBack('a@999', 'a')
  expect(agentRecords.get('a').runs).toBe(2)
  agents.forget('a')
  expect([agentRecords.get('a').runs, agentRecords.uses('a', 9)]).toEqual([0, []])
})

test('records of deleted agents are bounded', () => {
  const { agentRecords } = fixture.store
  for (let i = 0; i < 205; i += 1) {
    creditUses(fixture.store, 'a', ['success'])
    agentRecords.setAside('a', `a@${i}`)
  }
  const db = new Database(fixture.options.path, { readonly: true })
  expect(db.prepare('SELECT count(*) AS n FROM agent_metrics').get()).toEqual({ n: 200 })
  db.close()
})
