import { afterEach, beforeEach, expect, test } from 'vitest'
import { currentOwner } from '../../src/store/owner.ts'
import { newRun, type StoreFixture, storeFixture, testClock } from './store-fixture.ts'

let fixture: StoreFixture
const clock = testClock()
beforeEach(() => {
  fixture = storeFixture({ clock })
})
afterEach(() => fixture.dispose())

const id = (n: number): string => n.toString(16).padStart(12, '0')

function seed(count: number, task: (n: number) => string = (n) => `task ${n}`): void {
  const { store } = fixture
  for (let n = 0; n < count; n += 1) {
    store.runs.create({ ...newRun(id(n)), task: task(n) })
    if (n % 3 === 0) clock.advance(10)
  }
}

test('pages follow one another without a gap or a repetition, also when runs come in between and times are equal', () => {
  seed(25)
  const { runPages, runs } = fixture.store
  const seen: string[] = []
  for (let after: string | undefined; ; after = seen.at(-1)) {
    const page = runPages.list({ limit: 7, ...(after === undefined ? {} : { after }) })
    seen.push(...page.map(({ run_id }) => run_id))
    if (page.length < 7) break
    runs.create({ ...newRun(`ffff${seen.length.toString(16).padStart(8, '0')}`) })
  }
  expect(seen).toEqual(Array.from({ length: 25 }, (_, n) => id(24 - n)))
  expect(runPages.list({ limit: 3, order: 'oldest' }).map(({ run_id }) => run_id)).toEqual([id(0), id(1), id(2)])
})

test('words, also those that mean something to LIKE, are found as they are; an id by its beginning', () => {
  seed(4, (n) => ['100% sure', '100 percent', 'a_b', 'aXb'][n] ?? '')
  const found = (text: string): number[] =>
    fixture.store.runPages.list({ limit: 10, text }).map(({ run_id }) => Number.parseInt(run_id, 16))
  expect([found('100%'), found('a_b'), found('SURE 100'), found('sure nothing'), found('\\'), found("' OR 1=1 --")]).toEqual([
    [0],
    [2],
    [0],
    [],
    [],
    [],
  ])
  expect(found(id(3))).toEqual([3])
})

test('status, agent and tool filter together with words; the count is of all pages; figures add up what models said', () => {
  seed(3)
  const { store } = fixture
  const fence = store.runs.claim(id(1), currentOwner())
  store.subtasks.add(fence, [{ id: 's1', title: 't', task: 't', phase: 'execution', depends_on: [], acceptance_criteria: [] } as never])
  store.subtasks.update(fence, 's1', { status: 'running', agent_id: 'file-analyst' })
  const entry = { run_id: id(1), subtask_id: 's1', attempt: 1, kind: 'tool_call', request_hash: 'h', occurrence: 1 } as const
  store.journal.request(fence, { ...entry, request: { tool: 'terminal', args: {} } })
  store.runs.update(fence, { status: 'failed', ended_at: clock.now() })
  const { runPages } = store
  const count = (query: object): number => runPages.count({ limit: 1, ...query })
  expect([count({}), count({ agent: 'file' }), count({ tool: 'term' }), count({ agent: 'file', tool: 'web' })]).toEqual([3, 1, 1, 0])
  expect([count({ status: ['failed'], text: 'task 1' }), count({ status: [] }), count({ since: clock.now() + 1 })]).toEqual([1, 0, 0])
  expect(runPages.byStatus()).toEqual({ queued: 2, failed: 1 })
  expect(runPages.figures([id(0), id(1)]).get(id(1))).toEqual({
    stage: null,
    steps: 1,
    steps_done: 0,
    agents: ['file-analyst'],
    tokens: 0,
    cost_usd: 0,
  })
})

test('who wants a run stopped, and how hard, is told once it is asked; a claim begins without it', () => {
  const { runs } = fixture.store
  seed(1)
  const fence = runs.claim(id(0), currentOwner())
  runs.update(fence, { status: 'running' })
  expect(runs.cancelWish(id(0))).toBeUndefined()
  runs.requestCancel(id(0), 'user:me')
  expect(runs.cancelWish(id(0))).toEqual({ by: 'user:me', level: 'graceful' })
  runs.requestCancel(id(0), 'user:other', 'force')
  runs.requestCancel(id(0), 'user:third')
  expect(runs.cancelWish(id(0))).toEqual({ by: 'user:me', level: 'force' })
  expect(runs.heldBy(currentOwner())).toEqual([id(0)])
  const taken = runs.claim(id(0), { ...currentOwner(), pid: 1 }, { from: currentOwner() })
  expect([taken.epoch, runs.cancelWish(id(0)), runs.heartbeat(fence)]).toEqual([fence.epoch + 1, undefined, false])
})
