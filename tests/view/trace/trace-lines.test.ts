import { describe, expect, it } from 'vitest'
import { plainText } from '../../../src/view/menu/span.ts'
import { reduceRun } from '../../../src/view/reduce-run.ts'
import { emptyRunView } from '../../../src/view/run-view.ts'
import { textWidth } from '../../../src/view/text-width.ts'
import { capsuleLines } from '../../../src/view/trace/capsule-lines.ts'
import { capsuleRows } from '../../../src/view/trace/capsule-rows.ts'
import { stepDetail } from '../../../src/view/trace/detail/step-detail.ts'
import { logLine } from '../../../src/view/trace/log-line.ts'
import { planRows } from '../../../src/view/trace/plan-lines.ts'
import { nodeAt } from '../../../src/view/trace/trace.ts'
import { treeLine, treeRows } from '../../../src/view/trace/tree-rows.ts'
import { waterfall } from '../../../src/view/trace/waterfall.ts'
import { answers, approval, asks, at, decides, eventMaker, finishes, fold, plan, planned, RUN_ID, STARTED, wants } from './events.ts'

function running() {
  const event = eventMaker()
  return [
    event('run.started', STARTED, { ms: 0 }),
    event('plan.created', plan(planned('s1'), planned('s2'), planned('s3', ['s1', 's2'])), { ms: 0 }),
    event('subtask.started', { agent_id: 'reader', resumed: false }, { subtask_id: 's1', attempt: 1, ms: 1000 }),
    event('subtask.started', { agent_id: 'a-very-long-agent-name-日本語', resumed: false }, { subtask_id: 's2', attempt: 1, ms: 1000 }),
    event('tool.requested', wants('1'), { subtask_id: 's1', attempt: 1, ms: 2000 }),
    event('model.requested', asks('1'), { subtask_id: 's2', attempt: 1, ms: 2000 }),
    event('model.finished', answers('1'), { subtask_id: 's2', attempt: 1, ms: 9000 }),
  ]
}

describe('the rows of the capsules', () => {
  it('say how long nothing has come from 10 s on, and stalled from 60 s', () => {
    const trace = fold(running())
    const said = (ms: number) => capsuleRows(trace, at(ms)).map(({ silence }) => silence)
    expect(said(11_999)).toEqual(['', ''])
    expect(said(12_000)).toEqual(['last event 10s ago', ''])
    expect(said(62_000)).toEqual(['stalled 1m 00s', 'last event 53s ago'])
  })

  it('are silent about what waits for a person', () => {
    const event = eventMaker()
    const trace = fold([
      event('run.started', STARTED),
      event('subtask.started', { agent_id: 'reader', resumed: false }, { subtask_id: 's1', attempt: 1 }),
      event('tool.requested', wants('1'), { subtask_id: 's1', attempt: 1 }),
      event('approval.requested', approval('ap', 'hash-1'), { subtask_id: 's1', attempt: 1 }),
    ])
    expect(capsuleRows(trace, at(900_000))).toMatchObject([{ state: 'waiting', silence: '', stalled: false }])
  })

  it.each([200, 80, 60, 40])('fit into %i columns with state, agent and silence', (columns) => {
    const lines = capsuleLines(capsuleRows(fold(running()), at(70_000)), columns)
    for (const one of lines) expect(textWidth(plainText(one))).toBeLessThanOrEqual(columns)
    expect(plainText(lines[0] ?? [])).toMatch(/● running.*reader?.*stalled 1m 08s/)
  })
})

describe('plan, tree and waterfall', () => {
  it('draws what waits for what', () => {
    expect(planRows(fold(running())).map(({ line }) => plainText(line))).toEqual([
      '● s1 Title of s1  running  by reader',
      '● s2 Title of s2  running  by a-very-long-agent-name-日本語',
      '  · s3 Title of s3  pending  after s1, s2',
    ])
  })

  it('folds, and tells a fold by a mark', () => {
    const trace = fold(running())
    const lines = treeRows(trace, new Set(['s2'])).map((row) => plainText(treeLine(row, at(10_000))))
    expect(lines).toEqual([
      '- ● Count the files  running  10s  10+5 tok  $0.25',
      '    ✓ plan of the task  0ms',
      '  - ● s1 Title of s1  running  9.0s',
      '    - ● attempt 1  running  9.0s',
      '        ● s1.1 file_io read a\\u{202e}1.txt  running  8.0s',
      '  + ● s2 Title of s2  running  9.0s  10+5 tok  $0.25',
      '    · s3 Title of s3  pending',
    ])
  })

  it.each([120, 80, 40])('draws bars by time within %i columns, with a scale', (columns) => {
    const trace = fold(running())
    const drawn = waterfall(trace, treeRows(trace), { columns, now: at(10_000) })
    expect(plainText(drawn.scale)).toMatch(/0 .*10s$/)
    for (const one of [drawn.scale, ...drawn.lines]) expect(textWidth(plainText(one))).toBeLessThanOrEqual(columns)
    expect(drawn.lines).toHaveLength(treeRows(trace).length)
  })
})

describe('the details of a step', () => {
  it('are exact and visible, and say what was cut', () => {
    const event = eventMaker()
    const trace = fold([
      event('run.started', STARTED),
      event('tool.requested', wants('1'), { subtask_id: 's1', attempt: 1 }),
      event('tool.decided', decides('1'), { subtask_id: 's1', attempt: 1 }),
      event('tool.finished', finishes('1', { truncated: true, bytes: 4_000_000 }), { subtask_id: 's1', attempt: 1 }),
    ])
    const [step] = nodeAt(trace, ['s1', '1'])?.children ?? []
    const text =
      step === undefined
        ? ''
        : stepDetail(step, 0)
            .flatMap(({ title, lines }) => [title, ...lines.map(plainText)])
            .join('\n')
    expect(text).toContain('"path": "a\\u{202e}1.txt"')
    expect(text).toContain('result: content\none\ntwo\\u{7}')
    expect(text).toContain('cut: the whole result has 4.0 MB')
    expect(text).toMatch(/rule +workspace\.read/)
  })
})

it('gives every event a line of the log', () => {
  const events = running()
  const view = events.reduce(reduceRun, emptyRunView(RUN_ID))
  const lines = events.map((one) => plainText(logLine(one, view)))
  expect(lines[4]).toMatch(/^\d\d:\d\d:\d\d s1\/1 {2}tool +reader +file_io read a\\u\{202e\}1\.txt$/)
  expect(lines.at(-1)).toMatch(/answer +5 characters, 10\+5 tokens in 90ms$/)
})
