import { expect, test } from 'vitest'
import type { RunsData } from '../../../src/view/menu/places/runs/runs-io.ts'
import { runsScreen } from '../../../src/view/menu/places/runs/runs-screen.ts'
import type { OpenScreen, ScreenContext } from '../../../src/view/menu/screen.ts'
import type { ListedRun } from '../../../src/view/run-list.ts'

const NOW = 1_800_000_000_000
const CONTEXT: ScreenContext = { columns: 100, rows: 30, now: NOW }
const BASE: ListedRun = {
  run_id: '3d10aaaaaaaa',
  task: 'count \u001b[31mfiles',
  status: 'completed',
  waiting_reason: null,
  engine: 'model',
  session_id: '3d10aaaaaaaa',
  workspace: '/w',
  actor: 'user:me',
  origin: 'cli',
  error: null,
  exit_code: 0,
  created_at: NOW - 60_000,
  updated_at: NOW,
  ended_at: NOW - 50_000,
  agents: ['file-analyst'],
  tags: [],
  stage: null,
  steps: 1,
  steps_done: 1,
  tokens: 1500,
  cost_usd: 0.02,
  held: false,
  resumable: false,
  cancel_requested_by: null,
}

function shown(...runs: readonly ListedRun[]): OpenScreen {
  const look = { filter: '', order: 'newest', limit: 200 } as const
  const page = { runs, total: runs.length, next: null, counts: { interrupted: 2, waiting: 1 }, facets: {} }
  return data(data(runsScreen.open({ to: 'runs' }, CONTEXT).state, { type: 'looked', look, page }), { type: 'rested' })
}

function data(screen: OpenScreen, told: RunsData): OpenScreen {
  return screen.on({ type: 'data', data: told }, CONTEXT).state
}
const act = (screen: OpenScreen, action: string) => screen.on({ type: 'action', action }, CONTEXT)
const text = (screen: OpenScreen): string => JSON.stringify(screen.view(CONTEXT))
const refused = (screen: OpenScreen, action: string): string | undefined => screen.keys().find((key) => key.action === action)?.refused

test('rows show how each run stands, and what is untrusted is visible', () => {
  const screen = shown(BASE, { ...BASE, run_id: '4e00', status: 'interrupted', exit_code: null, ended_at: null, resumable: true })
  for (const part of ['✓ completed', '! interrupted', '1.5k', '$0.02', '2 runs interrupted', '1 waiting for you'])
    expect(text(screen)).toContain(part)
  expect(text(screen)).not.toContain('\\u001b')
})

test('each state refuses what it cannot, with the reason', () => {
  const ended = shown(BASE)
  expect([refused(ended, 'stop'), refused(ended, 'kill'), refused(ended, 'undo'), refused(ended, 'fork')]).toEqual([
    'it has ended (completed)',
    'it has ended (completed)',
    '',
    '',
  ])
  expect(refused(ended, 'resume')).toContain('R runs it again')
  const going = shown({ ...BASE, status: 'running', held: true, ended_at: null, exit_code: null })
  expect([refused(going, 'stop'), refused(going, 'resume'), refused(going, 'undo'), refused(going, 'fork')]).toEqual([
    '',
    'it goes on already',
    'it has not ended',
    'it is still going on',
  ])
  expect(refused(shown(), 'open')).toBe('no run is chosen')
})

test('an effect in doubt is asked about before the run goes on', () => {
  const doubtful = shown({ ...BASE, status: 'waiting', waiting_reason: 'in_doubt', resumable: true })
  const asked = act(doubtful, 'resume')
  expect(asked.effects ?? []).toEqual([])
  expect(text(asked.state)).toContain('may happen twice')
  const taken = act(act(asked.state, 'choose.down').state, 'choose.take')
  expect(taken.effects).toEqual([{ do: 'resume', run_id: BASE.run_id, in_doubt: 'retry' }])
  expect(act(asked.state, 'choose.leave').effects ?? []).toEqual([])
})

test('what destroys asks first; undo shows what it would put back', () => {
  const going = shown({ ...BASE, status: 'running', held: true })
  expect(act(going, 'kill').effects ?? []).toEqual([])
  expect(act(act(going, 'kill').state, 'confirm.yes').effects).toEqual([{ do: 'stop', run_id: BASE.run_id, force: true }])
  expect(act(act(going, 'stop').state, 'confirm.no').effects ?? []).toEqual([])
  const looked = act(shown(BASE), 'undo')
  expect(looked.effects).toEqual([{ do: 'undo', run_id: BASE.run_id, dryRun: true }])
  const row = { op: 'write', path: 'a.txt', to_path: null, reason: '' } as const
  const report = { run_id: BASE.run_id, task: 't', dry_run: true, undone: [row], skipped: [], settled: 0, not_undoable: [], diff: [] }
  const asked = data(data(looked.state, { type: 'undo', report }), { type: 'idle' })
  expect(text(asked)).toContain('a.txt')
  expect(act(asked, 'confirm.yes').effects).toEqual([{ do: 'undo', run_id: BASE.run_id, dryRun: false }])
})

test('one look at a time: what is typed meanwhile is looked for afterwards', () => {
  const typing = act(shown(BASE), 'list.filter').state
  const first = typing.on({ type: 'key', key: { name: 'a', text: 'a' } }, CONTEXT)
  expect(first.effects).toEqual([{ do: 'look', look: { filter: 'a', order: 'newest', limit: 200 } }])
  const second = first.state.on({ type: 'key', key: { name: 'b', text: 'b' } }, CONTEXT)
  expect(second.effects ?? []).toEqual([])
  const rested = second.state.on({ type: 'data', data: { type: 'rested' } satisfies RunsData }, CONTEXT)
  expect(rested.effects).toEqual([{ do: 'look', look: { filter: 'ab', order: 'newest', limit: 200 } }])
})
