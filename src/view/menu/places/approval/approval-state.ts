import type { ApprovalChoice } from '../../../approval-view.ts'
import type { ApprovalRow } from '../../../rows.ts'
import type { EditorState } from '../../parts/editor/editor-state.ts'
import { PANE_AT_TOP, type PaneState } from '../../parts/pane.ts'
import { type ReadThrough, UNREAD } from '../../parts/read-through.ts'
import type { Line } from '../../span.ts'
import type { Answered } from './approval-io.ts'

export interface ApprovalState {
  readonly approval_id: string
  /** As the store last said; null: not read yet. */
  readonly row: ApprovalRow | null
  /** The whole request. The same array for as long as it is shown, since wrapping a long one costs time. */
  readonly lines: readonly Line[]
  /** What the request offers; made once, as it looks at all of the arguments. */
  readonly offers: readonly ApprovalChoice[]
  readonly pane: PaneState
  readonly read: ReadThrough
  /** When the request was first on the screen; null: never yet. */
  readonly drawnAt: number | null
  /** Index of the choice that Enter would make; -1: none, as it is at first. */
  readonly chosen: number
  /** What is being written: why it is denied, or the answer to a question. */
  readonly text: EditorState | null
  readonly sending: boolean
  readonly answered: Answered | null
  readonly now: number
}

/** A key that was meant for something else must not answer a request that just appeared. */
export const IGNORE_KEYS_MS = 400

export function newApproval(approval_id: string, now: number): ApprovalState {
  return {
    approval_id,
    row: null,
    lines: [],
    offers: [],
    pane: PANE_AT_TOP,
    read: UNREAD,
    drawnAt: null,
    chosen: -1,
    text: null,
    sending: false,
    answered: null,
    now,
  }
}

export function takesKeys({ drawnAt, now }: ApprovalState): boolean {
  return drawnAt !== null && now - drawnAt >= IGNORE_KEYS_MS
}

/** The name of its text among what a frame showed: its own, so that nothing that was seen of another one counts. */
export function paneId({ approval_id }: Pick<ApprovalState, 'approval_id'>): string {
  return `request:${approval_id}`
}
