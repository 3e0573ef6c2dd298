import { expect, it } from 'vitest'
import type { RunEvent } from '../../src/protocol/events.ts'
import { type EventFilter, eventGroups, filterEvents } from '../../src/view/event-filter.ts'

const event = (seq: number, type: string, subtask_id: string | null, data: object, actor = 'claw') =>
  ({ seq, run_id: 'r', at: '2026-11-20T09:00:00.000Z', actor, attempt: null, type, subtask_id, data }) as unknown as RunEvent

const EVENTS = [
  event(1, 'run.started', null, { task: 'Count the Stations' }),
  event(2, 'tool.requested', 's1', { tool: 'file_io', args: { path: 'stations.csv' } }, 'agent:keeper'),
  event(3, 'model.streamed', 's1', { text: 'stations' }),
  event(4, 'tool.finished', 's1', { tool: 'file_io', ok: false }),
  event(5, 'tool.finished', 's2', { tool: 'terminal', ok: true }),
]
const agents = new Map([
  ['s1', 'keeper'],
  ['s2', 'runner'],
])
const found = (filter: EventFilter) => filterEvents(EVENTS, filter, (id) => agents.get(id)).map(({ seq }) => seq)

it('lets everything through but the pieces of a growing text', () => expect(found({})).toEqual([1, 2, 4, 5]))

it('filters by group and by type, several at once', () => {
  expect(found({ type: 'tool' })).toEqual([2, 4, 5])
  expect(found({ type: 'tool.finished,run' })).toEqual([1, 4, 5])
  expect(found({ type: 'nothing' })).toEqual([])
})

it('filters by subtask, by agent and by words, whatever their case', () => {
  expect(found({ subtask: 's2' })).toEqual([5])
  expect(found({ agent: 'keeper' })).toEqual([2, 4])
  expect(found({ text: 'STATIONS' })).toEqual([1, 2])
  expect(found({ text: 'file_io false' })).toEqual([4])
  expect(found({ agent: 'keeper', type: 'tool.finished', text: 'file_io' })).toEqual([4])
})

it('counts the groups', () => {
  expect(eventGroups(EVENTS)).toEqual([
    { group: 'run', count: 1 },
    { group: 'tool', count: 3 },
  ])
})
