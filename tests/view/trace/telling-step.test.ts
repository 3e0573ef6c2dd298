import { expect, test } from 'vitest'
import { tellingStep } from '../../../src/view/trace/telling-step.ts'
import { answers, asks, eventMaker, finishes, fold, plan, planned, STARTED, wants } from './events.ts'

test('of a run that went wrong the first step that failed by itself, of any other the run', () => {
  const event = eventMaker()
  const place = { subtask_id: 's1', attempt: 1 }
  const error = { code: 'PATH_NOT_FOUND', message: 'no', retryable: false }
  const trace = fold([
    event('run.started', STARTED),
    event('plan.created', plan(planned('s1'))),
    event('subtask.started', { agent_id: 'reader', resumed: false }, place),
    event('model.requested', asks('1'), place),
    event('model.finished', answers('1'), place),
    event('tool.requested', wants('2'), place),
    event('tool.finished', finishes('2', { ok: false, result: null, error }), place),
    event('subtask.failed', { error, final: true, duration_ms: 4 }, place),
  ])
  expect(tellingStep(trace, 'failed')).toBe('s1/1/e6')
  expect(tellingStep(trace, 'completed')).toBe('')
  expect(tellingStep(fold([event('run.started', STARTED)]), 'failed')).toBe('')
})
