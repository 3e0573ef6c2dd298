import type { EventOf } from '../../protocol/events.ts'
import type { Evidence } from './root-cause.ts'

export interface CauseParts {
  readonly failure: EventOf<'subtask.failed'>
  /** Of the subtask; empty when it is not known. */
  readonly title: string
  readonly proof: Evidence | undefined
}

/** `Subtask s2 (count files) failed at attempt 2 with TOOL_FAILED: file_io said: no such file.` Untrusted text. */
export function causeSentence({ failure, title, proof }: CauseParts): string {
  const { subtask_id, attempt, data } = failure
  const which = `Subtask ${subtask_id ?? '?'}${title === '' ? '' : ` (${title})`}`
  const when = attempt === null || attempt === 0 ? 'before its first attempt' : `at attempt ${attempt}`
  return `${which} failed ${when} with ${data.error.code}: ${proof === undefined ? data.error.message : proofText(proof, data.error.message)}`
}

function proofText(proof: Evidence, message: string): string {
  switch (proof.type) {
    case 'tool.decided':
      return `the policy refused ${proof.data.tool} by the rule ${proof.data.rule}: ${proof.data.reason}`
    case 'tool.finished':
      return `${proof.data.tool} said: ${proof.data.error?.message ?? message}`
    case 'model.finished':
      return `${proof.data.provider}/${proof.data.model} said: ${proof.data.error?.message ?? message}`
    case 'approval.decided':
      return `${proof.data.decision === 'expired' ? 'nobody answered in time' : `${proof.data.by} said no`}${proof.data.note === '' ? '' : `: ${proof.data.note}`}`
    case 'subtask.judged':
      return `"${proof.data.criterion}" is not met: ${proof.data.reason}`
    case 'capsule.exited':
      return message
    default:
      return proof satisfies never
  }
}
