import { describe, expect, it } from 'vitest'
import type { AcceptanceCriterion } from '../../src/protocol/criterion.ts'
import { type EventData, type EventType, parseRunEvent, type RunEvent } from '../../src/protocol/events.ts'
import { runDocumentSchema } from '../../src/protocol/run.ts'
import { formatAge, formatBytes, formatCost, formatDuration } from '../../src/view/format.ts'
import { formatTable } from '../../src/view/format-table.ts'
import { ANSI } from '../../src/view/paint.ts'
import { progressLine } from '../../src/view/progress-line.ts'
import { reduceRun } from '../../src/view/reduce-run.ts'
import { resultText } from '../../src/view/result-text.ts'
import { failedRunDocument, runDocument } from '../../src/view/run-document.ts'
import { emptyRunView, type RunView } from '../../src/view/run-view.ts'
import { fitText, textWidth } from '../../src/view/text-width.ts'

let seq = 0
const event = <T extends EventType>(type: T, data: EventData<T>, subtask_id: string | null = null): RunEvent =>
  parseRunEvent({
    seq: ++seq,
    run_id: 'abcdef012345',
    at: '2026-01-02T03:04:05.000Z',
    actor: 'claw',
    type,
    subtask_id,
    attempt: subtask_id === null ? null : 1,
    data,
  })
const fold = (events: readonly RunEvent[]): RunView => events.reduce(reduceRun, emptyRunView('abcdef012345'))

const started = () =>
  event('run.started', { task: 't', engine: 'rules', workspace: '/w', session_id: 's', model: null, origin: 'cli', claw_version: '0' })
const planned = (engine: 'rules' | 'model' = 'rules', acceptance_criteria: AcceptanceCriterion[] = []) =>
  event('plan.created', {
    phase: 'execution',
    engine,
    direct: false,
    reason: '',
    subtasks: [
      {
        id: 's1',
        phase: 'execution',
        title: 'list',
        task: 'list',
        depends_on: [],
        required_tools: [],
        acceptance_criteria,
        recipe_id: null,
      },
    ],
  })
const modelCall = (cost_usd: number | null, replayed = false) =>
  event(
    'model.finished',
    {
      intent_id: 'i',
      purpose: 'act',
      provider: 'openai',
      model: 'm',
      ok: true,
      content: '',
      tool_calls: [],
      usage: { input_tokens: 10, output_tokens: 5 },
      cost_usd,
      error: null,
      duration_ms: 1,
      replayed,
    },
    's1',
  )
const ended = (status: 'completed' | 'waiting', exit_code: number) =>
  event('run.ended', { status, exit_code, result: 'answer', error: null, duration_ms: 42 })

describe('the view of a run', () => {
  it('gives a valid document with the engine that was used', () => {
    const view = fold([
      started(),
      planned(),
      event('subtask.started', { agent_id: 'file-analyst', resumed: false }, 's1'),
      event(
        'tool.finished',
        {
          intent_id: 'i',
          tool: 'file_io',
          ok: true,
          result: null,
          error: null,
          bytes: 1,
          truncated: false,
          duration_ms: 1,
          replayed: false,
        },
        's1',
      ),
      event('subtask.succeeded', { result: 'answer', artifacts: [{ path: 'a' }], duration_ms: 7 }, 's1'),
      ended('completed', 0),
    ])
    const document = runDocumentSchema.parse(runDocument(view))
    expect(document).toMatchObject({
      ok: true,
      engine: 'rules',
      result: 'answer',
      status: 'completed',
      cost: 0,
      artifacts: [{ path: 'a' }],
    })
    expect(document.subtasks).toMatchObject([{ id: 's1', status: 'succeeded', agent_id: 'file-analyst', tool_calls: 1, attempts: 1 }])
  })

  it('shows what was said about the newest attempt, and what the answer rests on', () => {
    const judged = (attempt: number, n: number, verdict: 'met' | 'not_met' | 'open'): RunEvent => ({
      ...event('subtask.judged', { criterion: 'It\u202e holds', n, verdict, how: 'model', reason: 'because' }, 's1'),
      attempt,
    })
    const begun = (resumed: boolean) => event('subtask.started', { agent_id: 'a', resumed }, 's1')
    const criteria = ['It holds', { text: 'It is there', check: { kind: 'file_exists' as const, path: 'x' } }]
    const first = [started(), planned('model', criteria), begun(false), judged(1, 1, 'not_met'), judged(1, 2, 'open')]
    const verdicts = (events: readonly RunEvent[]) => runDocument(fold(events)).subtasks[0]?.criteria.map(({ verdict }) => verdict)
    expect(verdicts(first)).toEqual(['not_met', 'open'])
    expect(verdicts([...first, begun(true)])).toEqual(['not_met', 'open'])
    const again = [...first, begun(false), judged(2, 1, 'met')]
    expect(verdicts(again)).toEqual(['met', null])
    const finished = event('synthesis.finished', { engine: 'model', sources: ['s1'], parts: [{ part: 'all of it', subtasks: ['s1'] }] })
    const view = fold([...again, finished])
    const document = runDocumentSchema.parse(runDocument(view))
    expect(document.sources).toEqual([{ part: 'all of it', subtasks: ['s1'] }])
    expect(document.subtasks[0]?.criteria[1]?.check).toBe('file x exists')
    expect(progressLine(judged(2, 1, 'met'), view)).toMatch(/^checked a +It\\u\{202e\} holds \(model: because\)$/)
    expect(progressLine(finished, view)).toBe('sources all of it: s1 list')
  })

  it('counts a replayed model call once and never calls an unknown price 0', () => {
    expect(runDocument(fold([started(), planned('model'), modelCall(0.5), modelCall(0.5, true)]))).toMatchObject({
      cost: 0.5,
      engine: 'model',
    })
    const mixed = runDocument(fold([started(), planned(), modelCall(0.5), modelCall(null)]))
    expect(mixed).toMatchObject({ cost: null, engine: 'mixed', usage: [{ calls: 2, input_tokens: 20 }] })
  })

  it('goes on after a parked end, and ignores what it saw before', () => {
    const parked = [started(), event('run.waiting', { reason: 'approval', ids: ['a'], fix: 'f' }), ended('waiting', 6)]
    const view = fold([...parked, ...parked])
    expect(view).toMatchObject({ status: 'waiting', exit_code: 6, resumes: 0 })
    const resumed = reduceRun(view, event('run.resumed', { epoch: 2, previous_status: 'waiting', pid: 1 }))
    expect(resumed).toMatchObject({ status: 'running', waiting: null, exit_code: null, resumes: 1 })
  })

  it('makes a valid document of a command that never got to a run', () => {
    expect(runDocumentSchema.parse(failedRunDocument({ code: 'USAGE', message: 'm', fix: 'f' }, 2))).toMatchObject({
      ok: false,
      exit_code: 2,
    })
  })

  it('tells open effects and questions, and takes them away when they are settled', () => {
    const open = fold([
      started(),
      planned(),
      event('effect.in_doubt', { intent_id: 'i', tool: 'terminal', args: {} }, 's1'),
      event('question.asked', { question_id: 'q', question: '?', options: [] }, 's1'),
    ])
    expect(open).toMatchObject({ in_doubt: [{ intent_id: 'i' }], questions: [{ open: true }], subtasks: [{ status: 'waiting' }] })
    const settled = [
      event('effect.resolved', { intent_id: 'i', tool: 'terminal', verdict: 'done', by: 'user:x' }, 's1'),
      event('question.answered', { question_id: 'q', answer: 'yes', by: 'user:x' }, 's1'),
    ].reduce(reduceRun, open)
    expect(settled).toMatchObject({ in_doubt: [], questions: [{ open: false, answer: 'yes' }], subtasks: [{ status: 'running' }] })
  })
})

describe('progress', () => {
  it('lets no control character of an agent through', () => {
    const view = fold([started(), planned()])
    const line = progressLine(
      event(
        'tool.requested',
        { intent_id: 'i', tool: 'terminal', args: { cmd: 'a\u001b[2Jb\r\n\u202ec' }, args_hash: 'h', reason: '' },
        's1',
      ),
      view,
    )
    expect(line).toContain('\\u{1b}')
    expect(line).not.toMatch(/[\u0000-\u001f\u202e]/)
  })
})

describe('formats', () => {
  it('writes sizes, durations, ages and costs', () => {
    expect([0, 999, 1000, 32_000].map(formatBytes)).toEqual(['0 B', '999 B', '1.0 kB', '32.0 kB'])
    expect([4, 400, 12_000, 200_000, 7_500_000].map(formatDuration)).toEqual(['4ms', '0.4s', '12s', '3m 20s', '2h 05m'])
    expect([1000, 61_000, -5000].map((ms) => formatAge(0, ms))).toEqual(['1s ago', '1m ago', 'now'])
    expect([null, 0, 0.0012, 1.5].map(formatCost)).toEqual(['cost unknown', '$0.00', '$0.0012', '$1.50'])
  })

  it('measures wide, combining and coloured text', () => {
    expect(textWidth('日本e\u0301')).toBe(5)
    expect(textWidth(ANSI.red('ab'))).toBe(2)
    expect(textWidth(fitText('日本語日本語', 7))).toBeLessThanOrEqual(7)
  })

  it('keeps a table within the width, one line a row', () => {
    const table = formatTable(
      [{ id: 'x1', text: `日本${'long '.repeat(40)}\nsecond` }],
      [
        { title: 'ID', cell: (row) => row.id },
        { title: 'TEXT', cell: (row) => row.text },
      ],
      { columns: 40 },
    )
    expect(table.split('\n')).toHaveLength(2)
    for (const line of table.split('\n')) expect(textWidth(line)).toBeLessThanOrEqual(40)
  })

  it('shows a result as a person reads it', () => {
    expect([null, 'a', { text: 'b', n: 1 }, [1]].map(resultText)).toEqual(['', 'a', 'b', '[\n  1\n]'])
  })
})
