import type { WireError } from '../protocol/messages.ts'

export type AttemptOutcome =
  | { readonly ok: true }
  | {
      readonly ok: false
      readonly attempt: number
      readonly error: WireError
      /** A crash, or a model that may do better when it is told the reason. Recipes and refusals give the same again. */
      readonly worthRetrying: boolean
    }

const SAME_AGAIN = [
  'MODEL_CONTEXT_LENGTH',
  'MODEL_REFUSED',
  'POLICY_DENIED',
  'APPROVAL_DENIED',
  'TOOL_NOT_ALLOWED',
  'RULE_STEP_FAILED',
  'NO_MODEL',
  'PROTOCOL_VERSION',
  'IN_DOUBT',
]

/** Whether another attempt would end in the very same way. */
export function endsTheSame(code: string): boolean {
  return SAME_AGAIN.includes(code)
}
