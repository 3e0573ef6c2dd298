import type { Intent, IntentAnswer } from './messages.ts'

/** Which type of answer each type of intent gets. */
export const ANSWER_TYPES = {
  tool_call_intent: 'tool_call_result',
  model_call_intent: 'model_call_result',
  memory_query_intent: 'memory_query_result',
  api_call_intent: 'api_call_decision',
  ask_user_intent: 'user_answer',
  delegate_intent: 'delegate_result',
} as const satisfies Record<Intent['type'], IntentAnswer['type']>
