import { visibleJson } from '../kernel/visible-text.ts'
import type { RunEvent } from '../protocol/events.ts'

/** A row of `events`: the envelope, and `data` as the JSON text that is stored. */
export interface LoggedEvent {
  readonly run_id: string
  readonly seq: number
  readonly at: string
  readonly actor: string
  readonly type: string
  readonly subtask_id: string | null
  readonly attempt: number | null
  readonly data: string
}

export function toRunEvent(row: LoggedEvent): RunEvent {
  return { ...envelope(row), data: JSON.parse(row.data) } as RunEvent
}

/** One line of the mirror, LF included. `seq` stands first: the end of a mirror is read without parsing. */
export function toMirrorLine(row: LoggedEvent): string {
  return visibleJson(`${JSON.stringify(envelope(row)).slice(0, -1)},"data":${row.data}}\n`)
}

/** The seq of a complete line of the mirror, undefined for anything else. */
export function seqOfMirrorLine(line: string): number | undefined {
  const match = /^\{"seq":(\d+),.*\}$/.exec(line)
  return match === null ? undefined : Number(match[1])
}

function envelope({ seq, run_id, at, actor, type, subtask_id, attempt }: LoggedEvent) {
  return { seq, run_id, at, actor, type, subtask_id, attempt }
}
