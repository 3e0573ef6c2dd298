import type { CoordinatorPorts, PromptPort } from '../../coordinator/ports.ts'
import { SuspensionError } from '../../coordinator/suspension-error.ts'
import type { ApprovalRecord } from '../../store/records.ts'
import type { Store } from '../../store/store.ts'
import { recordedQueue } from './recorded-queue.ts'
import type { RecordedApproval, Recording } from './recording.ts'

export interface PlayedApprovals {
  readonly prompt: PromptPort
  readonly decide: CoordinatorPorts['approvals']['decide']
}

/** Every request is decided as it was decided then, by whom it was; one that nobody has answered parks. No grant is saved. */
export function playApprovals(store: Store, recording: Recording): PlayedApprovals {
  const answers = recordedQueue(recording.approvals, keyOf)
  return {
    prompt: async ({ approval }) => {
      const then = answers.peek(keyOf(approval))
      if (then === undefined || then.status === 'pending') throw parked(approval)
      return { kind: 'denied', note: '' }
    },
    decide: (approval_id) => {
      const row = store.approvals.get(approval_id)
      const then = row && answers.next(keyOf(row))
      if (then === undefined || then.status === 'pending') return undefined
      const { status, decided_by, note, answer, scope } = then
      return store.approvals.decide(approval_id, {
        status,
        by: decided_by ?? 'claw',
        scope: scope === 'run' ? 'run' : 'once',
        ...(note === null ? {} : { note }),
        ...(answer === null ? {} : { answer }),
      })
    },
  }
}

function keyOf({ kind, args_hash, subtask_id }: Pick<RecordedApproval, 'kind' | 'args_hash' | 'subtask_id'>): string {
  return `${kind} ${subtask_id} ${args_hash}`
}

function parked({ kind, approval_id, summary }: ApprovalRecord): SuspensionError {
  const question = kind === 'question'
  return new SuspensionError(
    { reason: question ? 'answer' : 'approval', ids: [approval_id] },
    `Waiting for ${question ? 'an answer' : 'an approval'}: ${summary}`,
  )
}
