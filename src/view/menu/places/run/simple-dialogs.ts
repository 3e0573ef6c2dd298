import { newEditor } from '../../parts/editor/editor-state.ts'
import { line } from '../../span.ts'
import { type ChooseDialog, DO_NOTHING, type InputDialog } from './run-dialog.ts'

export function stopDialog(run_id: string): ChooseDialog {
  return {
    type: 'choose',
    title: 'Stop the run?',
    lines: [line('What is done stays done. It can be forked afterwards, but not resumed.')],
    choices: [
      DO_NOTHING,
      {
        label: 'stop',
        what: 'no new work; the agents are told and have up to 5 s',
        refused: '',
        outcome: { type: 'do', effect: { do: 'stop', run_id }, busy: 'stopping' },
      },
    ],
    chosen: 0,
  }
}

export function exportDialog(run_id: string): InputDialog {
  return {
    type: 'input',
    title: 'Export the events',
    lines: [line('Into which file? Every event becomes a line of JSON. A file that is there is not written over.')],
    purpose: { type: 'export' },
    editor: newEditor(`run-${run_id}.jsonl`),
    problem: '',
  }
}
