import { afterEach, beforeEach, expect, test } from 'vitest'
import type { NewEvent } from '../../src/protocol/events.ts'
import { currentOwner } from '../../src/store/owner.ts'
import { newRun, type StoreFixture, storeFixture } from './store-fixture.ts'

let fixture: StoreFixture
beforeEach(() => {
  fixture = storeFixture()
})
afterEach(() => fixture.dispose())

const id = (n: number): string => n.toString(16).padStart(12, '0')

function run(
  n: number,
  status: 'running' | 'failed' | 'completed' | 'partial',
  events: readonly object[],
  tags: readonly string[] = [],
): void {
  const { store } = fixture
  store.runs.create({ ...newRun(id(n)), tags })
  const fence = store.runs.claim(id(n), currentOwner())
  for (const event of events) store.events.append(fence, event as NewEvent)
  store.runs.update(fence, { status })
}

const at = { subtask_id: 's1', attempt: 1 }
const failed = (code: string, attempt = 1) => ({
  type: 'subtask.failed',
  subtask_id: 's1',
  attempt,
  data: { error: { code, message: 'no', retryable: false }, final: true, duration_ms: 1 },
})
const ingested = { type: 'task.ingested', data: { characters: 3, embedder: 'static' } }
const asks = (purpose: string) => ({
  type: 'model.requested',
  data: { intent_id: 'i', purpose, provider: 'openai', model: 'm', messages: [], tools: [], maybe_paid_twice: false },
})
const credited = {
  type: 'agent.credited',
  ...at,
  data: { agent_id: 'a', success: false, duration_ms: 1, tool_calls: 0, input_tokens: 0, output_tokens: 0, status: 'active' },
}

test('a run stands where its newest event says, and went wrong where its failure says; a completed one is in no stage', () => {
  run(1, 'running', [ingested])
  run(2, 'running', [ingested, asks('plan.execution')])
  run(3, 'running', [ingested, asks('create_agent')])
  run(4, 'running', [ingested, asks('agent')])
  run(5, 'running', [ingested, asks('synthesis.repair')])
  run(6, 'failed', [failed('TOOL_FAILED'), credited])
  run(7, 'partial', [failed('CRITERIA_UNMET'), credited])
  run(8, 'failed', [failed('AGENT_CREATION_DENIED', 0)])
  run(9, 'failed', [ingested, { type: 'plan.rejected', data: { phase: 'execution', errors: ['no'], suggestions: [] } }])
  run(10, 'completed', [ingested, asks('agent')])
  const { runPages } = fixture.store
  const figures = runPages.figures(Array.from({ length: 10 }, (_, n) => id(n + 1)))
  expect(Array.from({ length: 10 }, (_, n) => figures.get(id(n + 1))?.stage)).toEqual([
    'ingest',
    'plan',
    'route',
    'execute',
    'synthesise',
    'execute',
    'check',
    'route',
    'plan',
    null,
  ])
  expect(runPages.list({ limit: 20, stage: 'execute' }).map(({ run_id }) => run_id)).toEqual([id(6), id(4)])
  expect(runPages.count({ limit: 1, stage: 'route' })).toBe(2)
})

test('tags are found as they are, counted, and the facets leave out the status alone', () => {
  run(1, 'running', [], ['nightly', 'a_b'])
  run(2, 'failed', [], ['nightly'])
  run(3, 'failed', [], ['aXb'])
  const { runPages } = fixture.store
  expect(runPages.list({ limit: 9, tag: 'nightly' }).map(({ tags }) => tags)).toEqual([['nightly'], ['nightly', 'a_b']])
  expect(runPages.list({ limit: 9, tag: 'a_b' })).toHaveLength(1)
  expect(runPages.tags()[0]).toEqual({ tag: 'nightly', runs: 2 })
  expect(runPages.facets({ limit: 1, tag: 'nightly', status: ['running'] })).toEqual({ running: 1, failed: 1 })
})
