import { expect, test } from 'vitest'
import { needsOf } from '../../src/view/overview/needs.ts'

const NOTHING = { approvals: [], runs: [], stuck: [], agents: [], checks: [] }

test('what holds a run up stands before what may go on, and that before what is out of order', () => {
  const asked = { kind: 'tool', summary: 'terminal: Writer', why: 'it deletes' }
  const run = { run_id: 'r1', task: 'count', waiting_reason: null, error: null, resumable: true, updated_at: 5 }
  const needs = needsOf({
    approvals: [
      {
        ...asked,
        approval_id: 'a1',
        run_id: 'r0',
        agent_id: 'writer',
        args: { tool: 'terminal', args: { cmd: 'rm x' } },
        created_at: 1,
      } as never,
    ],
    runs: [
      { ...run, status: 'interrupted' } as never,
      { ...run, run_id: 'r6', status: 'interrupted', exit_code: 7 } as never,
      { ...run, run_id: 'r2', status: 'interrupted', resumable: false } as never,
      { ...run, run_id: 'r3', status: 'waiting', waiting_reason: 'in_doubt' } as never,
      // Answered elsewhere, and nobody holds it; of the other one something is still asked.
      { ...run, run_id: 'r5', status: 'waiting', waiting_reason: 'approval', held: false } as never,
      { ...run, run_id: 'r0', status: 'waiting', waiting_reason: 'approval', held: false } as never,
    ],
    stuck: [
      { run_id: 'r0', task: 't', status: 'waiting', waiting_reason: 'approval', since: 1, reason: 'waiting' },
      { run_id: 'r4', task: 't', status: 'running', waiting_reason: null, since: 1, reason: 'silent' },
    ],
    agents: [{ agent_id: 'half', status: 'broken', problem: 'no name' } as never, { agent_id: 'fine', status: 'active' } as never],
    checks: [{ name: 'sqlite', state: 'failed', detail: 'gone' } as never, { name: 'node', state: 'ok', detail: '' } as never],
  })
  expect(needs.map(({ key }) => key)).toEqual([
    'approval a1',
    'doubt r3',
    'stuck r4',
    'parked r5',
    'run r1',
    'run r6',
    'agent half',
    'check sqlite',
  ])
  expect(needs.map(({ settle }) => settle.to)).toEqual(['approvals', 'run', 'stop', 'resume', 'resume', 'run', 'agent', 'system'])
  expect(needs[0]).toMatchObject({ title: 'writer wants to run: rm x', detail: 'it deletes' })
  expect(needsOf(NOTHING)).toEqual([])
})
