import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RunEvent } from '../../../src/protocol/events.ts'
import { reduceTrace } from '../../../src/view/trace/reduce-trace.ts'
import { emptyTrace, nodeAt } from '../../../src/view/trace/trace.ts'
import { answers, approval, asks, decides, eventMaker, finishes, fold, outline, plan, planned, RUN_ID, STARTED, wants } from './events.ts'

const S1 = { subtask_id: 's1', attempt: 1 }
const S2 = { subtask_id: 's2', attempt: 1 }

/** Two steps, one of which fails once; a question, an approval, memory, a retry, delegated work, an answer. */
function wholeRun(): RunEvent[] {
  const event = eventMaker()
  return [
    event('run.started', STARTED),
    event('model.requested', asks('@plan.discovery.1', { purpose: 'plan' })),
    event('model.finished', answers('@plan.discovery.1', { purpose: 'plan' })),
    event('plan.created', plan(planned('s1'), planned('s2', ['s1']))),
    event(
      'route.decided',
      { action: 'reuse', agent_id: 'reader', score: 0.9, threshold: 0.6, reason: 'fits', candidates: [] },
      { subtask_id: 's1' },
    ),
    event('memory.recalled', { query: 'Task of s1', items: [] }, S1),
    event('subtask.started', { agent_id: 'reader', resumed: false }, S1),
    event('capsule.started', { pid: 7, command: ['node'], sandbox: 'bwrap' }, S1),
    event('model.requested', asks('1'), S1),
    event('model.streamed', { intent_id: '1', text: 'Th' }, S1),
    event('model.retried', { intent_id: '1', try: 1, wait_ms: 5, error: { code: 'MODEL_BUSY', message: 'busy', retryable: true } }, S1),
    event('model.streamed', { intent_id: '1', text: 'This' }, S1),
    event('model.finished', answers('1'), S1),
    event('tool.requested', wants('2'), S1),
    event('tool.decided', decides('2', 'ask'), S1),
    event('approval.requested', approval('ap1', 'hash-2'), S1),
    event('approval.decided', { approval_id: 'ap1', kind: 'tool', decision: 'approved', scope: 'once', by: 'user:me', note: '' }, S1),
    event('tool.finished', finishes('2'), S1),
    event('memory.recalled', { query: 'what else', items: [] }, S1),
    event('question.asked', { question_id: 'q1', question: 'Which?', options: ['a'] }, S1),
    event('question.answered', { question_id: 'q1', answer: 'a', by: 'user:me' }, S1),
    event(
      'route.decided',
      { action: 'reuse', agent_id: 'helper', score: 0.9, threshold: 0.6, reason: 'fits', candidates: [] },
      { subtask_id: 's1_0a1b2c3d4e' },
    ),
    event('subtask.started', { agent_id: 'helper', resumed: false }, { subtask_id: 's1_0a1b2c3d4e', attempt: 1 }),
    event('tool.requested', wants('1'), { subtask_id: 's1_0a1b2c3d4e', attempt: 1 }),
    event('tool.finished', finishes('1'), { subtask_id: 's1_0a1b2c3d4e', attempt: 1 }),
    event('subtask.succeeded', { result: 'x', artifacts: [], duration_ms: 1 }, { subtask_id: 's1_0a1b2c3d4e', attempt: 1 }),
    event('model.requested', asks('5'), S1),
    event(
      'model.finished',
      answers('5', { usage: null, cost_usd: null, ok: false, error: { code: 'X', message: 'x', retryable: false } }),
      S1,
    ),
    event('capsule.exited', { code: 0, signal: null, stderr_tail: 'oops', dropped_bytes: 0, restarts: 0 }, S1),
    event('subtask.succeeded', { result: 'one', artifacts: [], duration_ms: 5 }, S1),
    event('subtask.judged', { criterion: 'it is done', n: 1, verdict: 'met', how: 'model', reason: 'seen' }, S1),
    event('subtask.started', { agent_id: 'reader', resumed: false }, S2),
    event('tool.requested', wants('1'), S2),
    event('tool.decided', decides('1', 'deny'), S2),
    event(
      'tool.finished',
      finishes('1', { ok: false, result: null, error: { code: 'POLICY_DENIED', message: 'no', retryable: false } }),
      S2,
    ),
    event('subtask.failed', { error: { code: 'AGENT_ERROR', message: 'no', retryable: true }, final: false, duration_ms: 4 }, S2),
    event('subtask.started', { agent_id: 'reader', resumed: false }, { subtask_id: 's2', attempt: 2 }),
    event('tool.requested', wants('1'), { subtask_id: 's2', attempt: 2 }),
    event('tool.finished', finishes('1'), { subtask_id: 's2', attempt: 2 }),
    event('subtask.succeeded', { result: 'two', artifacts: [], duration_ms: 5 }, { subtask_id: 's2', attempt: 2 }),
    event('model.requested', asks('@synthesis.1', { purpose: 'synthesis' })),
    event('model.finished', answers('@synthesis.1', { purpose: 'synthesis' })),
    event('synthesis.finished', { engine: 'model', sources: ['s1', 's2'] }),
    event('run.ended', { status: 'completed', exit_code: 0, result: 'both', error: null, duration_ms: 4300 }),
  ]
}

describe('the trace of a run', () => {
  it('tells that a plan took as long as the call that made it', () => {
    const plan = nodeAt(fold(wholeRun()), ['plan'])
    const call = plan?.children[0]
    expect(call?.started_at).not.toBeNull()
    expect(plan?.started_at).toBe(call?.started_at)
    expect(plan?.ended_at).toBeGreaterThan(plan?.started_at ?? Number.POSITIVE_INFINITY)
  })

  it('is a tree of plan, subtasks, attempts and steps with the addresses of a fork', () => {
    expect(outline(fold(wholeRun()).root)).toEqual([
      'done - run: Count the files',
      '  done plan plan: of the task',
      '    done - model: plan: openai/m1',
      '  done s1 subtask: Title of s1',
      '    done - attempt: attempt 1',
      '      done s1.1 model: openai/m1',
      '      done s1.2 tool: file_io read a\\u{202e}2.txt',
      '      done s1.3 memory: what else',
      '      done s1.4 question: Which?',
      '      done s1.5 subtask: delegated work',
      '        done - attempt: attempt 1',
      '          done - tool: file_io read a\\u{202e}1.txt',
      '      failed s1.6 model: openai/m1',
      '  done s2 subtask: Title of s2',
      '    failed - attempt: attempt 1',
      '      denied - tool: file_io read a\\u{202e}1.txt',
      '    done - attempt: attempt 2',
      '      done s2.1 tool: file_io read a\\u{202e}1.txt',
      '  done synthesis synthesis: answer',
      '    done - model: synthesis: openai/m1',
    ])
  })

  it('adds tokens and cost up to the run; a failed call without tokens costs nothing that is known of', () => {
    const trace = fold(wholeRun())
    expect(trace.root.use).toEqual({ calls: 4, input: 30, output: 15, cached: 12, cost_usd: 0.75 })
    expect(nodeAt(trace, ['s1', '1'])?.use).toMatchObject({ calls: 2, input: 10 })
    expect(nodeAt(trace, ['s2'])?.use).toMatchObject({ calls: 0, cost_usd: 0 })
  })

  it('waits with what is asked, and goes on with the answer', () => {
    const events = wholeRun()
    const upTo = (type: RunEvent['type']) => fold(events.slice(0, events.findIndex((event) => event.type === type) + 1))
    expect(outline(upTo('approval.requested').root).slice(3, 7)).toEqual([
      '  waiting s1 subtask: Title of s1',
      '    waiting - attempt: attempt 1',
      '      done s1.1 model: openai/m1',
      '      waiting s1.2 tool: file_io read a\\u{202e}2.txt',
    ])
    expect(nodeAt(upTo('approval.decided'), ['s1', '1'])?.state).toBe('open')
    expect(nodeAt(upTo('approval.decided'), ['s1'])?.state).toBe('open')
  })

  it('keeps of a text that is being written its end, anew after a retry, and none once it is answered', () => {
    const event = eventMaker()
    const events = [
      event('run.started', STARTED),
      event('subtask.started', { agent_id: 'a', resumed: false }, S1),
      event('model.requested', asks('1'), S1),
    ]
    for (let n = 0; n < 3000; n += 1) events.push(event('model.streamed', { intent_id: '1', text: 'word ' }, S1))
    const detail = nodeAt(fold(events), ['s1', '1'])?.children[0]?.detail
    expect(detail).toMatchObject({ kind: 'model', characters: 15_000 })
    expect(detail?.kind === 'model' && detail.writing.length).toBe(4000)
    const answered = fold([...events, event('model.finished', answers('1'), S1)])
    expect(nodeAt(answered, ['s1', '1'])?.children[0]?.detail).toMatchObject({ writing: '', finished: { content: 'This.' } })
  })

  it('takes a call that was asked again after a kill as the same step, and what is open at the end as stopped', () => {
    const event = eventMaker()
    const open = fold([
      event('run.started', STARTED),
      event('subtask.started', { agent_id: 'a', resumed: false }, S1),
      event('model.requested', asks('1'), S1),
      event('tool.requested', wants('2'), S1),
      event('run.ended', { status: 'interrupted', exit_code: 7, result: null, error: null, duration_ms: 1 }),
    ])
    expect(outline(open.root).map((line) => line.trim().split(' ')[0])).toEqual(['stopped', 'stopped', 'stopped', 'stopped', 'stopped'])
    const resumed = fold(
      [
        event('run.resumed', { epoch: 2, previous_status: 'interrupted', pid: 1 }),
        event('subtask.started', { agent_id: 'a', resumed: true }, S1),
        event('effect.in_doubt', { intent_id: '2', tool: 'file_io', args: {} }, S1),
        event('model.requested', asks('1', { maybe_paid_twice: true }), S1),
      ],
      open,
    )
    expect(outline(resumed.root).slice(2)).toEqual([
      '    open - attempt: attempt 1',
      '      open s1.1 model: openai/m1',
      '      in_doubt s1.2 tool: file_io',
    ])
    expect(nodeAt(resumed, ['s1', '1'])?.children[0]?.detail).toMatchObject({ asked: 2 })
  })

  it('copies only the way to what changed', () => {
    const events = wholeRun()
    const at = events.findLastIndex((event) => event.subtask_id === 's2')
    const before = fold(events.slice(0, at))
    const after = fold(events.slice(at, at + 1), before)
    expect(nodeAt(after, ['s1'])).toBe(nodeAt(before, ['s1']))
    expect(nodeAt(after, ['plan'])).toBe(nodeAt(before, ['plan']))
    expect(nodeAt(after, ['s2', '1'])).toBe(nodeAt(before, ['s2', '1']))
    expect(nodeAt(after, ['s2'])).not.toBe(nodeAt(before, ['s2']))
  })

  it('is the same for a log that is read twice, in overlapping parts, and takes any part of it in any order', () => {
    const events = wholeRun()
    const whole = fold(events)
    const index = fc.nat({ max: events.length })
    fc.assert(
      fc.property(fc.array(index, { maxLength: 8 }), (cuts) => {
        const overlapping = cuts.reduce((trace, cut) => fold(events.slice(0, cut), trace), emptyTrace(RUN_ID))
        expect(fold(events, overlapping)).toEqual(whole)
      }),
      { numRuns: 30 },
    )
    fc.assert(
      fc.property(fc.shuffledSubarray(events), (some) => {
        const trace = fold(some)
        expect(trace.last_seq).toBe(Math.max(0, ...some.map(({ seq }) => seq)))
        const kept = some.filter((event, n) => some.slice(0, n).every((before) => before.seq < event.seq))
        expect(trace).toEqual(fold(kept))
      }),
      { numRuns: 200 },
    )
  })

  it('folds 10 000 events of one attempt without growing slow', () => {
    const event = eventMaker()
    const events = [event('run.started', STARTED), event('subtask.started', { agent_id: 'a', resumed: false }, S1)]
    for (let n = 0; n < 2500; n += 1)
      events.push(
        event('tool.requested', wants(`${n}`), S1),
        event('tool.decided', decides(`${n}`), S1),
        event('tool.finished', finishes(`${n}`), S1),
        event('model.streamed', { intent_id: 'x', text: 'more ' }, S1),
      )
    // Computing time, which a busy machine lengthens less than the clock's; about 250 ms on a quiet one.
    const before = process.cpuUsage()
    const trace = events.reduce(reduceTrace, emptyTrace(RUN_ID))
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(2000)
    expect(nodeAt(trace, ['s1', '1'])?.children).toHaveLength(2500)
  })
})
