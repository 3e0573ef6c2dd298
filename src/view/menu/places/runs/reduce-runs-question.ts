import { reduceEditor } from '../../parts/editor/reduce-editor.ts'
import type { ScreenContext, ScreenMessage } from '../../screen.ts'
import type { RunsStep } from './reduce-runs.ts'
import { type RunsData, type RunsEffect, VERDICTS } from './runs-io.ts'
import type { RunsQuestion, RunsState } from './runs-state.ts'

const LEAVES = ['confirm.no', 'choose.leave', 'name.leave']
const TAKES = ['confirm.yes', 'choose.take', 'name.take']

/** What a message does to the question that is open. */
export function reduceRunsQuestion(
  state: RunsState,
  question: RunsQuestion,
  message: ScreenMessage<RunsData>,
  { columns }: ScreenContext,
): RunsStep {
  const done: RunsState = { ...state, question: null }
  if (message.type === 'action' && LEAVES.includes(message.action)) return { state: done }
  if (message.type === 'action' && TAKES.includes(message.action)) {
    const deed = deedOf(question)
    return deed === undefined ? { state: done } : { state: { ...done, busy: deed.busy }, effects: [deed.effect] }
  }
  if (question.about === 'verdict' || question.about === 'fork') {
    const by = message.type === 'action' ? { 'choose.up': -1, 'choose.down': 1 }[message.action] : undefined
    const last = (question.about === 'fork' ? question.steps.length : VERDICTS.length) - 1
    if (by === undefined) return { state }
    return { state: { ...state, question: { ...question, chosen: Math.max(0, Math.min(question.chosen + by, last)) } } }
  }
  if (question.about !== 'export') return { state }
  const key = message.type === 'key' ? message.key : message.type === 'paste' ? { name: 'paste', text: message.text } : undefined
  if (key === undefined) return { state }
  const path = reduceEditor(question.path, key, { columns, multiline: false, limit: 1000 }).state
  return { state: { ...state, question: { ...question, path } } }
}

function deedOf(question: RunsQuestion): { readonly effect: RunsEffect; readonly busy: string } | undefined {
  switch (question.about) {
    case 'stop':
      return { effect: { do: 'stop', run_id: question.run.run_id, force: false }, busy: 'stopping' }
    case 'kill':
      return { effect: { do: 'stop', run_id: question.run.run_id, force: true }, busy: 'killing' }
    case 'rerun':
      return { effect: { do: 'rerun', run_id: question.run.run_id }, busy: 'starting' }
    case 'undo': {
      const { run_id, undone, settled, dry_run } = question.report
      if (!dry_run || undone.length + settled === 0) return undefined
      return { effect: { do: 'undo', run_id, dryRun: false }, busy: 'undoing' }
    }
    case 'verdict':
      return { effect: { do: 'resume', run_id: question.run.run_id, in_doubt: VERDICTS[question.chosen] ?? 'abandon' }, busy: 'resuming' }
    case 'fork': {
      const step = question.steps[question.chosen]
      return step && { effect: { do: 'fork', run_id: question.run_id, from: step.address }, busy: 'forking' }
    }
    case 'export': {
      const path = question.path.text.trim()
      return path === '' ? undefined : { effect: { do: 'export', run_id: question.run.run_id, path }, busy: 'exporting' }
    }
    default:
      return question satisfies never
  }
}
