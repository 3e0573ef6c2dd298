import { expect, it } from 'vitest'
import type { RunStatus } from '../../src/protocol/run.ts'
import { type RunAct, runActRefusal } from '../../src/view/run-act-refusal.ts'
import { emptyRunView, type RunView } from '../../src/view/run-view.ts'

const run = (status: RunStatus, more: Partial<RunView> = {}) => ({ run: { ...emptyRunView('r'), status, ...more }, row: { status } })
const allowed = (known: ReturnType<typeof run>) =>
  (['answer', 'stop', 'kill', 'resume', 'fork', 'undo', 'replay'] as const).filter((act: RunAct) => runActRefusal(known, act) === '')
const approval = { approval_id: 'p', kind: 'tool', status: 'pending', summary: '' } as const

it('says what can be done with a run in every status', () => {
  expect(allowed(run('running'))).toEqual(['stop', 'kill'])
  expect(allowed(run('waiting', { approvals: [approval] }))).toEqual(['answer', 'stop', 'kill', 'fork', 'replay'])
  expect(allowed(run('waiting'))).toEqual(['stop', 'kill', 'resume', 'fork', 'replay'])
  expect(allowed(run('interrupted'))).toEqual(['stop', 'kill', 'resume', 'fork', 'replay'])
  expect(allowed(run('completed', { result: 'x' }))).toEqual(['fork', 'undo', 'replay'])
  expect(allowed(run('failed', { error: { code: 'MODEL_DOWN', message: '', fix: '' } }))).toEqual(['resume', 'fork', 'undo', 'replay'])
  expect(allowed(run('failed', { error: { code: 'RUN_FAILED', message: '', fix: '' } }))).toEqual(['fork', 'undo', 'replay'])
})

it('believes the row where the owner was killed and could say nothing', () => {
  const left = { run: { ...emptyRunView('r'), status: 'running' as const }, row: { status: 'interrupted' as const } }
  expect(allowed(left)).toEqual(['stop', 'kill', 'resume', 'fork', 'replay'])
})

it('says why not', () => {
  expect(runActRefusal(run('completed', { result: 'x' }), 'resume')).toBe('it has ended (completed); fork it from a step instead')
  expect(runActRefusal(run('waiting', { approvals: [approval] }), 'resume')).toBe('what it waits for has to be answered first')
  expect(runActRefusal(run('waiting'), 'undo')).toContain('cancel it first')
})
