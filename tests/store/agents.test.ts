import { afterEach, beforeEach, expect, test } from 'vitest'
import type { AgentRecord, AgentVector } from '../../src/store/records.ts'
import type { Store } from '../../src/store/store.ts'
import { creditUses } from '../helpers/credit-uses.ts'
import { type StoreFixture, storeFixture } from './store-fixture.ts'

const plainOnly = { requireVec: false, vecPath: '/nowhere/vec0.so' }
const embedder = { model: 'm1', dim: 4 }
const unit = (...values: number[]): Float32Array => {
  const length = Math.hypot(...values) || 1
  return new Float32Array(values.map((value) => value / length))
}
const vector = (kind: AgentVector['kind'], text: string, ...values: number[]): AgentVector => ({ kind, text, vector: unit(...values) })
function agent(agent_id: string, changes: Partial<AgentRecord> = {}): AgentRecord {
  const lists = { tags: ['files'], tools: ['file_io'], skills: [] }
  const base = {
    agent_id,
    folder: `/a/${agent_id}`,
    source: 'shipped' as const,
    name: agent_id,
    description: `the ${agent_id}`,
    problem: null,
  }
  return { ...base, ...lists, status: 'active', digest: 'd1', ...changes }
}

describeIndex('sqlite-vec', {})
describeIndex('plain', plainOnly)

function describeIndex(kind: Store['vectors'], changes: Partial<StoreFixture['options']>): void {
  let fixture: StoreFixture
  beforeEach(() => {
    fixture = storeFixture(changes)
  })
  afterEach(() => fixture.dispose())

  test(`${kind}: the nearest agents come by their centroids, exact cosine, best first`, () => {
    const { agents, vectors } = fixture.store
    expect(vectors).toBe(kind)
    agents.put(agent('east'), [vector('description', 'e', 1, 0, 0, 0), vector('example', 'e2', 1, 1, 0, 0)], embedder)
    agents.put(agent('north'), [vector('description', 'n', 0, 1, 0, 0)], embedder)
    agents.put(agent('silent'), [{ kind: 'description', text: 's', vector: new Float32Array(4) }], embedder)
    const hits = agents.nearest(unit(0, 1, 0, 0), { embedder_model: 'm1', limit: 5 })
    expect(hits.filter((hit) => hit.cosine > 0).map((hit) => hit.agent_id)).toEqual(['north', 'east'])
    expect(hits[1]?.cosine).toBeCloseTo(Math.sin(Math.PI / 8), 6)
    expect(agents.nearest(unit(0, 1, 0, 0), { embedder_model: 'm1', limit: 1 })).toHaveLength(1)
    expect(agents.nearest(new Float32Array(4), { embedder_model: 'm1', limit: 5 })).toEqual([])
    const [east, ...others] = agents.match(unit(1, 0, 0, 0), ['east', 'nobody'], 'm1')
    expect([east?.closest, east?.cosines.map((cosine) => cosine.toFixed(2)), others]).toEqual(['e', ['1.00', '0.71'], []])
    expect(east?.cohesion).toBeCloseTo(Math.SQRT1_2, 6)
    expect(agents.match(unit(1, 0, 0, 0), ['north'], 'm1')[0]).toMatchObject({ cohesion: null, centroid: 0 })
  })

  test(`${kind}: vectors of two embedders never meet, a changed dimension starts anew`, () => {
    const { agents } = fixture.store
    agents.put(agent('a'), [vector('description', 'a', 1, 0, 0, 0)], embedder)
    agents.put(agent('b'), [vector('description', 'b', 1, 0, 0, 0)], { model: 'm2', dim: 4 })
    const found = (model: string, query: Float32Array): string[] =>
      agents.nearest(query, { embedder_model: model, limit: 5 }).map((hit) => hit.agent_id)
    expect([found('m1', unit(1, 0, 0, 0)), found('m2', unit(1, 0, 0, 0)), found('m3', unit(1, 0, 0, 0)), found('m1', unit(1, 0))]).toEqual([
      ['a'],
      ['b'],
      [],
      [],
    ])
    expect([...agents.digests('m1')]).toEqual([['a', 'd1']])
    agents.put(agent('c'), [vector('description', 'c', 1, 0)], { model: 'm1', dim: 2 })
    expect([found('m1', unit(1, 0)), found('m1', unit(1, 0, 0, 0))]).toEqual([['c'], []])
    expect([...agents.digests('m1').keys()]).toEqual(['c'])
  })

  test(`${kind}: put replaces, remove removes, from words and vectors`, () => {
    const { agents } = fixture.store
    agents.put(agent('a', { description: 'counts apples' }), [vector('example', 'old pears', 1, 0, 0, 0)], embedder)
    agents.put(agent('a', { description: 'counts plums', digest: 'd2' }), [vector('example', 'new figs', 0, 1, 0, 0)], embedder)
    expect([agents.words(['apples'], 5), agents.words(['pears'], 5)]).toEqual([[], []])
    expect(agents.words(['plum', 'figs'], 5)).toMatchObject([{ agent_id: 'a' }])
    expect(agents.match(unit(0, 1, 0, 0), ['a'], 'm1')).toMatchObject([{ closest: 'new figs', cosines: [1] }])
    expect(agents.digests('m1').get('a')).toBe('d2')
    creditUses(fixture.store, 'a', ['success'])
    agents.remove('a')
    agents.remove('a')
    expect([agents.get('a'), agents.words(['plums'], 5), agents.nearest(unit(0, 1, 0, 0), { embedder_model: 'm1', limit: 5 })]).toEqual([
      undefined,
      [],
      [],
    ])
    expect(fixture.store.agentRecords.get('a').runs).toBe(1)
    agents.forget('a')
    expect(fixture.store.agentRecords.get('a').runs).toBe(0)
    expect(fixture.store.integrity()).toBe('ok')
  })

  test(`${kind}: a task done well draws the agent nearer; the newest fifty are kept, each text once`, () => {
    const { agents } = fixture.store
    agents.put(agent('a'), [vector('description', 'a', 1, 0, 0, 0)], embedder)
    for (let i = 0; i < 60; i += 1) agents.addVector('a', vector('task_done', `t${i}`, 0, 1, 0, i / 100), embedder)
    agents.addVector('a', vector('task_done', 't59', 0, 1, 0, 0), embedder)
    const [match] = agents.match(unit(0, 1, 0, 0), ['a'], 'm1')
    expect(match?.cosines).toHaveLength(51)
    expect(match).toMatchObject({ closest: 't59', cosines: { 0: 1 } })
    expect(agents.nearest(unit(0, 1, 0, 0), { embedder_model: 'm1', limit: 1 })[0]?.cosine).toBeGreaterThan(0.9)
    expect([agents.learned('a').at(0), agents.learned('a').at(-1), agents.learned('nobody')]).toEqual(['t10', 't59', []])
    expect(() => agents.addVector('nobody', vector('task_done', 't', 1, 0, 0, 0), embedder)).toThrow(
      expect.objectContaining({ code: 'NOT_FOUND' }),
    )
    expect(() => agents.addVector('a', vector('task_done', 't', 1, 0), embedder)).toThrow(TypeError)
  })

  test(`${kind}: what a rolled back transaction began works afterwards`, () => {
    const { agents } = fixture.store
    const put = (): void => agents.put(agent('a'), [vector('description', 'a', 1, 0, 0, 0)], embedder)
    expect(() =>
      fixture.store.transaction(undefined, () => {
        put()
        throw new Error('no')
      }),
    ).toThrow('no')
    expect(agents.nearest(unit(1, 0, 0, 0), { embedder_model: 'm1', limit: 5 })).toEqual([])
    put()
    expect(agents.nearest(unit(1, 0, 0, 0), { embedder_model: 'm1', limit: 5 })).toHaveLength(1)
  })
}

test('what was written without sqlite-vec is found with it, and the other way round', () => {
  const fixture = storeFixture()
  const plain = fixture.open(plainOnly)
  const query = { embedder_model: 'm1', limit: 5 }
  fixture.store.agents.put(agent('a'), [vector('description', 'a', 1, 0, 0, 0)], embedder)
  plain.agents.put(agent('b'), [vector('description', 'b', 1, 0, 0, 0)], embedder)
  plain.agents.remove('a')
  expect(fixture.store.agents.nearest(unit(1, 0, 0, 0), query).map((hit) => hit.agent_id)).toEqual(['b'])
  fixture.store.agents.put(agent('c'), [vector('description', 'c', 1, 0, 0, 0)], embedder)
  expect(
    plain.agents
      .nearest(unit(1, 0, 0, 0), query)
      .map((hit) => hit.agent_id)
      .sort(),
  ).toEqual(['b', 'c'])
  expect([plain.integrity(), fixture.store.integrity()]).toEqual(['ok', 'ok'])
  fixture.dispose()
})

test('words are words: no operator, quote or empty text of a query is syntax', () => {
  const fixture = storeFixture()
  const { agents } = fixture.store
  agents.put(agent('sql', { description: 'Queries databases', tags: ['sql'] }), [], embedder)
  agents.put(agent('web', { description: 'Reads pages', tags: ['http'] }), [], embedder)
  expect(agents.words(['database', 'querying'], 5)).toMatchObject([{ agent_id: 'sql', bm25: expect.any(Number) }])
  expect(agents.words(['database'], 5)[0]?.bm25).toBeGreaterThan(0)
  for (const nasty of ['"', 'OR', 'NEAR(', 'name:web', '*', '---', '', 'a"b', '\0', '^x', '('])
    expect(() => agents.words([nasty, nasty], 5)).not.toThrow()
  expect(agents.words([], 5)).toEqual([])
  fixture.dispose()
})

test('rows and folders: what is put is got', () => {
  const fixture = storeFixture()
  const { agents } = fixture.store
  const broken = agent('b', { status: 'broken', problem: 'bad JSON', source: 'workspace' })
  agents.put(agent('a'), [vector('description', 'a', 1, 0, 0, 0)], embedder)
  agents.putRow(broken)
  agents.putRow(agent('a', { status: 'degraded' }))
  expect(agents.list()).toEqual([agent('a', { status: 'degraded' }), broken].map((row) => ({ ...row, disabled: false })))
  expect(agents.list({ limit: 1 })).toHaveLength(1)
  expect(agents.nearest(unit(1, 0, 0, 0), { embedder_model: 'm1', limit: 5 })).toHaveLength(1)
  fixture.dispose()
})

test('who is disabled stays so while the index is made anew, until enabled or forgotten', () => {
  const fixture = storeFixture()
  const { agents } = fixture.store
  agents.put(agent('a'), [], embedder)
  expect([agents.disable('a', 'user:me'), agents.disable('a', 'user:me')]).toEqual([true, false])
  agents.remove('a')
  agents.put(agent('a', { digest: 'd2' }), [], embedder)
  expect([agents.get('a')?.disabled, agents.getAll(['a']).get('a')?.disabled, [...agents.disabled()]]).toEqual([true, true, ['a']])
  expect([agents.enable('a'), agents.enable('a'), agents.get('a')?.disabled]).toEqual([true, false, false])
  agents.disable('a', 'user:me')
  agents.forget('a')
  expect([...agents.disabled()]).toEqual([])
  fixture.dispose()
})
