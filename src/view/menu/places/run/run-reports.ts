import type { ReplayReport } from '../../../replay-rows.ts'
import { replayText } from '../../../replay-text.ts'
import type { UndoReport, UndoRow } from '../../../rows.ts'
import { visibleLine } from '../../../shown-text.ts'
import { textLines } from '../../../trace/detail/section.ts'
import { PANE_AT_TOP } from '../../parts/pane.ts'
import { type Line, line, span } from '../../span.ts'
import type { ReportDialog } from './run-dialog.ts'

/** What an undo would put back, to be looked at before it is done; or what it has put back. */
export function undoDialog(report: UndoReport): ReportDialog {
  const { dry_run, undone, run_id } = report
  const open = dry_run && undone.length > 0
  return {
    type: 'report',
    title: dry_run ? 'Undo: what would be put back (enter does it)' : 'Undone',
    lines: undoLines(report),
    pane: PANE_AT_TOP,
    effect: open ? { do: 'undo', run_id, dryRun: false } : null,
    busy: 'undoing',
  }
}

export function undoLines(report: UndoReport): Line[] {
  return [...headLines(report), ...report.undone.map(changeLine), ...diffLines(report), ...restLines(report)]
}

function headLines({ dry_run, undone, settled }: UndoReport): Line[] {
  const said = undone.length === 0 ? 'Nothing is left to put back.' : `${undone.length} ${dry_run ? 'to put back:' : 'put back:'}`
  return [line(span(said, 'strong')), ...(settled === 0 ? [] : [line(`${settled} are as before already`)])]
}

function changeLine({ op, path, to_path }: UndoRow): Line {
  return line(span(`  ${op.padEnd(7)}`, 'accent'), visibleLine(path), to_path === null ? '' : ` -> ${visibleLine(to_path)}`)
}

function diffLines({ diff }: UndoReport): Line[] {
  return diff.flatMap((text) => text.split('\n')).map((one) => line(span(visibleLine(one), diffAs(one))))
}

function diffAs(text: string): 'good' | 'bad' | 'dim' {
  if (text.startsWith('+')) return 'good'
  return text.startsWith('-') ? 'bad' : 'dim'
}

function restLines({ skipped, not_undoable }: UndoReport): Line[] {
  return [
    ...skipped.map(({ path, reason }) => line(span('stays  ', 'warn'), visibleLine(`${path}  ${reason}`))),
    ...not_undoable.map((call) => line(span('cannot be undone  ', 'warn'), visibleLine(call))),
  ]
}

export function replayDialog(report: ReplayReport): ReportDialog {
  return { type: 'report', title: 'Replay', lines: textLines(replayText(report)), pane: PANE_AT_TOP, effect: null, busy: '' }
}
