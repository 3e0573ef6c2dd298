import { EXIT_CODES, exitCodeFor } from '../../kernel/error-codes.ts'
import type { RunEvent } from '../../protocol/events.ts'
import type { UseOutcome } from '../../store/agent-use.ts'
import type { SubtaskRecord } from '../../store/records.ts'
import { isCapsuleCrash } from '../capsule-crash.ts'

export interface JudgedUse {
  readonly row: SubtaskRecord
  /** Its capsule is claw's own program. */
  readonly builtin: boolean
  readonly hasModel: boolean
  /** Those of the subtask. */
  readonly events: readonly RunEvent[]
}

/**
 * Whether what came of a subtask is its agent's doing. A person's no, a rule, the provider and a crash of claw's own capsule are not. What a capsule
 * says itself excuses nothing: the host must have seen it.
 */
export function judgeUse({ row, builtin, hasModel, events }: JudgedUse): UseOutcome {
  if (row.status === 'succeeded') return 'success'
  if (row.status !== 'failed') return 'excused'
  const code = row.error?.code ?? ''
  if (isRefusal(code)) return events.some(refuses) ? 'excused' : 'failure'
  if (code === 'IN_DOUBT') return events.some(isAbandoned) ? 'excused' : 'failure'
  if (code === 'NO_MODEL') return hasModel ? 'failure' : 'excused'
  if (code.startsWith('MODEL_')) return events.some(isModelFailure) ? 'excused' : 'failure'
  return builtin && (isCapsuleCrash(code) || code === 'CAPSULE_SPAWN_FAILED') ? 'excused' : 'failure'
}

/** The agent was not let. */
export function isRefusal(code: string): boolean {
  return exitCodeFor(code) === EXIT_CODES.denied || code === 'SANDBOX_MISSING'
}

function refuses(event: RunEvent): boolean {
  if (event.type === 'tool.decided') return event.data.decision === 'deny'
  if (event.type === 'approval.decided') return event.data.decision !== 'approved'
  return event.type === 'tool.finished' && isRefusal(event.data.error?.code ?? '')
}

function isAbandoned(event: RunEvent): boolean {
  return event.type === 'effect.resolved' && event.data.verdict === 'abandon'
}

function isModelFailure(event: RunEvent): boolean {
  return event.type === 'model.finished' && !event.data.ok
}
