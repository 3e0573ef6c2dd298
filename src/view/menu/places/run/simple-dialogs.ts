import type { TreeRow } from '../../../trace/tree-rows.ts'
import { newEditor } from '../../parts/editor/editor-state.ts'
import { line } from '../../span.ts'
import { type Choice, type ChooseDialog, DO_NOTHING, type InputDialog } from './run-dialog.ts'

const STOP = 'no new work; the agents are told and have up to 5 s'
const KILL = 'agents and tools are killed at once, also when its process does not answer'

/** Both ways to end it; the asked one is chosen after "leave it". */
export function stopDialog(run_id: string, force: boolean): ChooseDialog {
  const [stop, kill] = [endChoice(run_id, 'stop', STOP, false), endChoice(run_id, 'kill', KILL, true)]
  return {
    type: 'choose',
    title: force ? 'Kill the run?' : 'Stop the run?',
    lines: [line('What is done stays done. It can be forked afterwards, but not resumed.')],
    choices: [DO_NOTHING, ...(force ? [kill, stop] : [stop, kill])],
    chosen: 0,
  }
}

function endChoice(run_id: string, label: string, what: string, force: boolean): Choice {
  const outcome = { type: 'do', effect: { do: 'stop', run_id, force }, busy: force ? 'killing' : 'stopping' } as const
  return { label, what, refused: '', outcome }
}

export function exportDialog(run_id: string): InputDialog {
  return {
    type: 'input',
    title: 'Export the run',
    lines: [line('To where? A name that ends in .json gives one file, any other a folder. Nothing is written over.')],
    purpose: { type: 'export' },
    editor: newEditor(`run-${run_id}.json`),
    problem: '',
  }
}

/** Where the whole result of a tool call goes; undefined for any other step. */
export function resultDialog(run_id: string, { path, node }: TreeRow): InputDialog | undefined {
  const { detail } = node
  const [subtask_id, attempt] = path.slice(-3)
  if (detail.kind !== 'tool' || subtask_id === undefined) return undefined
  const call = { subtask_id, attempt: Number(attempt), intent_id: detail.intent_id }
  return {
    type: 'input',
    title: 'Write the whole result',
    lines: [line('To which file? A file that is there is not written over.')],
    purpose: { type: 'whole-result', call },
    editor: newEditor(`result-${run_id}-${node.address ?? subtask_id}.json`),
    problem: '',
  }
}
