import { visibleLine } from '../../../shown-text.ts'
import { confirmBlocks } from '../../parts/confirm.ts'
import { factLine } from '../../parts/detail-lines.ts'
import { editorView } from '../../parts/editor/editor-view.ts'
import type { ScreenContext } from '../../screen.ts'
import type { Block } from '../../screen-view.ts'
import { line, span } from '../../span.ts'
import { undoLines } from '../run/run-reports.ts'
import type { Verdict } from './runs-io.ts'
import { VERDICTS } from './runs-io.ts'
import type { RunsQuestion } from './runs-state.ts'

const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  done: 'it happened: go on without doing it again',
  retry: 'do it once more, though it may happen twice',
  abandon: 'leave it: the agent is told that it failed',
}

export function questionBlocks(question: RunsQuestion, { columns }: ScreenContext): Block[] {
  switch (question.about) {
    case 'stop':
      return confirmBlocks('Stop this run?', [
        factLine('task', question.run.task),
        line(),
        line('No new work starts; its agents are told and have up to 5 s. What is done stays done.'),
        line('It can be run again or forked afterwards, but not resumed.'),
      ])
    case 'kill':
      return confirmBlocks('Kill this run?', [
        factLine('task', question.run.task),
        line(),
        line('Its agents and tools are ended at once, in the middle of what they do. A process that does not answer loses the run.'),
        line('What an unfinished command has changed is not undone.'),
      ])
    case 'rerun':
      return confirmBlocks('Run this once more?', [
        factLine('task', question.run.task),
        line(),
        line('A new run with the same options starts in the background. What it asks comes to Approvals.'),
        line('To change something first: n, then e.'),
      ])
    case 'undo':
      return confirmBlocks(
        question.report.undone.length === 0 ? 'Nothing is left to put back.' : 'Put these files back?',
        undoLines(question.report),
      )
    case 'verdict':
      return chooseBlocks(
        'claw was ended while an effect of this run was under way, and nothing tells whether it happened:',
        VERDICTS.map((verdict) => [verdict, VERDICT_WORDS[verdict]] as const),
        question.chosen,
      )
    case 'fork':
      return chooseBlocks(
        'Another run takes over what came before a step and goes on from there. From which one?',
        question.steps.map(({ address, what }) => [address, what] as const),
        question.chosen,
      )
    case 'export': {
      const view = editorView(question.path, columns - 1, 1)
      return [
        {
          kind: 'text',
          wrap: true,
          lines: [line('Write the run into which folder? One file, when the name ends in .json. Nothing is overwritten.')],
        },
        { kind: 'text', lines: view.lines, cursor: { line: view.cursor.row, column: view.cursor.column } },
      ]
    }
    default:
      return question satisfies never
  }
}

function chooseBlocks(title: string, choices: readonly (readonly [string, string])[], chosen: number): Block[] {
  return [
    { kind: 'text', wrap: true, lines: [line(span(title, 'warn'))] },
    {
      kind: 'table',
      columns: [{ title: '' }, { title: '', flexible: true }],
      rows: choices.map(([name, what]) => ({ id: name, cells: [line(span(visibleLine(name), 'strong')), line(visibleLine(what))] })),
      chosen,
      empty: [line('There is nothing to choose from.')],
    },
  ]
}
