import { expect, it } from 'vitest'
import type { RunEvent } from '../../src/protocol/events.ts'
import { moved, placeIn, ticksIn, timelineBar, zoomed } from '../../src/view/timeline/timeline.ts'
import { waitSpans } from '../../src/view/timeline/wait-spans.ts'
import { newNode } from '../../src/view/trace/trace-node.ts'

const WHOLE = { from: 0, to: 10_000 }
const node = (started_at: number | null, ended_at: number | null) =>
  newNode({ key: 'x', title: 'x', detail: { kind: 'memory', query: '', items: [] }, started_at, ended_at })

it('places a bar by when it began and ended; what goes on ends now', () => {
  expect(timelineBar({ node: node(1500, 2500) }, 1000, 9000)).toEqual({ from: 500, to: 1500, open: false })
  expect(timelineBar({ node: node(1500, null) }, 1000, 9000)).toEqual({ from: 500, to: 8000, open: true })
  expect(timelineBar({ node: node(null, null) }, 1000, 9000)).toBeNull()
})

it('shows of a bar what lies in the window, and keeps the smallest to be seen', () => {
  expect(placeIn({ from: 2000, to: 4000 }, WHOLE)).toEqual({ left: 20, width: 20 })
  expect(placeIn({ from: 0, to: 10_000 }, { from: 2000, to: 4000 })).toEqual({ left: 0, width: 100 })
  expect(placeIn({ from: 5000, to: 6000 }, { from: 2000, to: 4000 })).toBeUndefined()
  expect(placeIn({ from: 3000, to: 3000 }, WHOLE)?.width).toBeGreaterThan(0)
  expect(placeIn({ from: 10_000, to: 10_000 }, WHOLE)?.left).toBeLessThan(100)
})

it('zooms around the middle and never leaves the run', () => {
  expect(zoomed(WHOLE, WHOLE, { factor: 2 })).toEqual({ from: 2500, to: 7500 })
  expect(zoomed({ from: 2500, to: 7500 }, WHOLE, { factor: 0.1 })).toEqual(WHOLE)
  expect(moved({ from: 8000, to: 9000 }, WHOLE, 5)).toEqual({ from: 9000, to: 10_000 })
  expect(moved({ from: 100, to: 200 }, WHOLE, -5)).toEqual({ from: 0, to: 100 })
  let window = WHOLE
  for (let n = 0; n < 60; n += 1) window = zoomed(window, WHOLE, { factor: 2 })
  expect(window.to - window.from).toBeGreaterThan(1)
})

it('has round moments on its scale, and not too many', () => {
  expect(ticksIn(WHOLE, 8)).toEqual([0, 2000, 4000, 6000, 8000, 10_000])
  expect(ticksIn({ from: 130, to: 190 }, 8)).toEqual([130, 140, 150, 160, 170, 180, 190])
  expect(ticksIn({ from: 0, to: 90_000_000 }, 8).length).toBeLessThan(12)
})

it('knows when the run waited for a person, and when nobody carried it on', () => {
  const at = (seconds: number) => new Date(seconds * 1000).toISOString()
  const event = (type: string, data: object, seconds: number, subtask_id: string | null = null) =>
    ({ seq: seconds, run_id: 'r', at: at(seconds), actor: 'claw', attempt: null, type, subtask_id, data }) as unknown as RunEvent
  const spans = waitSpans([
    event('approval.requested', { approval_id: 'p1' }, 1, 's1'),
    event('run.ended', { status: 'waiting' }, 2),
    event('approval.decided', { approval_id: 'p1' }, 3),
    event('run.resumed', {}, 4),
    event('question.asked', { question_id: 'q1' }, 5, 's2'),
    event('run.ended', { status: 'completed' }, 6),
  ])
  expect(spans).toEqual([
    { kind: 'person', id: 'p1', from: 1000, to: 3000, subtask_id: 's1' },
    { kind: 'stopped', id: null, from: 2000, to: 4000, subtask_id: null },
    { kind: 'person', id: 'q1', from: 5000, to: null, subtask_id: 's2' },
  ])
})
