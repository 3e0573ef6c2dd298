import type { Intent, IntentAnswer } from '../../protocol/messages.ts'

const ERROR = { code: 'HANDSHAKE', message: 'This is a handshake: nothing is done.', retryable: false } as const

/** The answer that refuses an intent in its own form. */
export function refuseIntent({ type, id }: Intent): IntentAnswer {
  switch (type) {
    case 'tool_call_intent':
      return { type: 'tool_call_result', id, ok: false, error: ERROR }
    case 'model_call_intent':
      return { type: 'model_call_result', id, ok: false, error: ERROR }
    case 'memory_query_intent':
      return { type: 'memory_query_result', id, items: [] }
    case 'api_call_intent':
      return { type: 'api_call_decision', id, approved: false, note: ERROR.message }
    case 'ask_user_intent':
      return { type: 'user_answer', id, timed_out: true }
    case 'delegate_intent':
      return { type: 'delegate_result', id, ok: false, error: ERROR }
    default:
      return type satisfies never
  }
}
