import { describe, expect, it } from 'vitest'
import type { NewEvent, RunEvent } from '../../src/protocol/events.ts'
import { graphSentences } from '../../src/view/graph/graph-sentences.ts'
import { layerPlaces } from '../../src/view/graph/layer-places.ts'
import { nodeBeside } from '../../src/view/graph/node-beside.ts'
import { graphForm, runGraph } from '../../src/view/graph/run-graph.ts'
import { reduceTrace } from '../../src/view/trace/reduce-trace.ts'
import { emptyTrace, type Trace } from '../../src/view/trace/trace.ts'

const START = Date.parse('2026-11-20T09:00:00.000Z')

function traceOf(...events: NewEvent[]): Trace {
  const full = events.map((event, n): RunEvent => {
    const at = new Date(START + n * 1000).toISOString()
    return { subtask_id: null, attempt: null, actor: 'claw', ...event, seq: n + 1, run_id: 'r', at } as RunEvent
  })
  return full.reduce(reduceTrace, emptyTrace('r'))
}

const step = (id: string, depends_on: string[] = [], phase: 'discovery' | 'execution' = 'execution') => ({
  id,
  phase,
  recipe_id: null,
  title: `Do ${id}`,
  task: `Do ${id}`,
  depends_on,
  acceptance_criteria: [],
  required_tools: [],
})
const plan = (phase: 'discovery' | 'execution', ...subtasks: ReturnType<typeof step>[]): NewEvent => ({
  type: 'plan.created',
  data: { phase, engine: 'model', direct: false, reason: '', subtasks },
})
const begun = (subtask_id: string): NewEvent => ({
  type: 'subtask.started',
  subtask_id,
  attempt: 1,
  data: { agent_id: 'a', resumed: false },
})
const answer: NewEvent = { type: 'synthesis.finished', data: { engine: 'model', sources: [] } }
const edgesOf = (trace: Trace) => runGraph(trace).edges.map(({ id, kind }) => `${id} ${kind}`)

it('shows what waits for what, from the plan to the answer', () => {
  const trace = traceOf(plan('execution', step('a'), step('b'), step('c', ['a', 'b'])), answer)
  expect(edgesOf(trace).sort()).toEqual(['a>c needs', 'b>c needs', 'c>synthesis answers', 'plan>a plans', 'plan>b plans'])
  expect(runGraph(trace).nodes.map(({ kind }) => kind)).toEqual(['plan', 'subtask', 'subtask', 'subtask', 'answer'])
})

it('puts the second plan behind what was found out', () => {
  const trace = traceOf(plan('discovery', step('look', [], 'discovery')), plan('execution', step('act')), answer)
  expect(edgesOf(trace).sort()).toEqual([
    'act>synthesis answers',
    'look>plan.execution needs',
    'plan.execution>act plans',
    'plan>look plans',
  ])
})

it('shows work that was given away below the one that gave it, and agents that were made', () => {
  const made: NewEvent = {
    type: 'agent.created',
    subtask_id: 's1_1',
    data: { agent_id: 'poet', name: 'Poet', description: '', tools: [], skills: [], folder: '/x', engine: 'model' },
  }
  const trace = traceOf(plan('execution', step('s1')), begun('s1'), made, begun('s1_1'))
  const given = runGraph(trace).nodes.find(({ delegated }) => delegated)
  expect(given).toMatchObject({ id: 's1/1/s1_1', made: true, agent: 'a', attempts: 1 })
  expect(edgesOf(trace)).toContain('s1>s1/1/s1_1 gives')
})

it('leaves out what is no part of the plan any more, and puts the new plan behind what failed', () => {
  const revised: NewEvent = {
    type: 'plan.revised',
    data: {
      n: 1,
      outcome: 'replaced',
      by: 'model',
      reason: '',
      failed: [{ id: 'a', code: 'X', message: '' }],
      dropped: ['b'],
      edited: [],
      added: [step('c')],
    },
  }
  const trace = traceOf(plan('execution', step('a'), step('b')), revised)
  const graph = runGraph(trace)
  expect(graph.nodes.map(({ name }) => name)).not.toContain('b')
  expect(graph.nodes.map(({ name }) => name)).toContain('c')
  expect(graph.edges.every(({ from, to }) => graph.nodes.some(({ id }) => id === from) && graph.nodes.some(({ id }) => id === to))).toBe(
    true,
  )
})

it('keeps its form while only states change', () => {
  const before = traceOf(plan('execution', step('a'), step('b', ['a'])))
  const after = traceOf(plan('execution', step('a'), step('b', ['a'])), begun('a'))
  expect(graphForm(runGraph(after))).toBe(graphForm(runGraph(before)))
  expect(runGraph(after).nodes.find(({ id }) => id === 'a')?.state).toBe('open')
})

it('holds a hundred subtasks and a plan that names what is not there', () => {
  const many = Array.from({ length: 100 }, (_, n) => step(`s${n}`, n === 0 ? [] : [`s${n - 1}`, 'nowhere']))
  const graph = runGraph(traceOf(plan('execution', ...many)))
  expect(graph.nodes).toHaveLength(101)
  expect(graph.edges).toHaveLength(100)
})

it('says the same in words, with what agents write made visible', () => {
  const trace = traceOf(plan('execution', step('a'), { ...step('b', ['a']), title: 'Do \u202eb' }), begun('a'))
  expect(graphSentences(runGraph(trace), START + 5000).map(({ text }) => text)).toEqual([
    expect.stringMatching(/^plan, of the task: /),
    'a, Do a: running; by a; 4.0s',
    'b, Do \\u{202e}b: pending; after a',
  ])
})

describe('a graph of many nodes', () => {
  const layered = (layers: number, each: number): ReturnType<typeof runGraph> => {
    const ids = Array.from({ length: layers }, (_, layer) => Array.from({ length: each }, (_, n) => `s${layer}-${n}`))
    const steps = ids.flatMap((layer, depth) =>
      layer.map((id, n) => step(id, depth === 0 ? [] : [ids[depth - 1]?.[n] ?? '', ids[depth - 1]?.[(n + 1) % each] ?? ''])),
    )
    return runGraph(traceOf(plan('execution', ...steps), answer))
  }
  const area = {
    direction: 'LR',
    node: { width: 232, height: 104 },
    gap: { node: 28, layer: 80 },
    within: { width: 1100, height: 520 },
  } as const

  it.each([
    [5, 20],
    [1, 100],
    [20, 5],
  ])(
    'of %i layers of %i: nothing overlaps, nobody stands before what it waits for, and it has about the shape of its frame',
    (layers, each) => {
      const graph = layered(layers, each)
      const places = layerPlaces(graph, area)
      const all = [...places.values()]
      expect(all).toHaveLength(102)
      for (const [index, one] of all.entries())
        for (const other of all.slice(index + 1))
          expect(Math.abs(one.x - other.x) >= area.node.width || Math.abs(one.y - other.y) >= area.node.height).toBe(true)
      for (const { from, to } of graph.edges) expect(places.get(from)?.x).toBeLessThan(places.get(to)?.x ?? 0)
      const [width, height] = [Math.max(...all.map(({ x }) => x)) + 232, Math.max(...all.map(({ y }) => y)) + 104]
      expect(Math.min(1100 / width, 520 / height)).toBeGreaterThan(0.14)
    },
  )

  it('is walked by arrows, from neighbour to neighbour', () => {
    const places = layerPlaces(layered(5, 20), area)
    const seen = new Set<string>()
    for (let id: string | undefined = 'plan'; id !== undefined; id = nodeBeside(places, id, 'right')) seen.add(id)
    expect(seen.has('synthesis')).toBe(true)
    expect(nodeBeside(places, 'plan', 'left')).toBeUndefined()
    expect(nodeBeside(places, nodeBeside(places, 's2-3', 'down') ?? '', 'up')).toBe('s2-3')
  })
})
