import type { ModelMessage } from '../../protocol/messages.ts'
import type { ModelRequest } from '../chat-model.ts'
import { HttpFailure } from '../wire/http-failure.ts'

/** Whether the API refused a signature: another model or another key made it. */
export function isSignatureRefused(failure: unknown): boolean {
  return failure instanceof HttpFailure && failure.status === 400 && /(?:invalid|corrupted) thought.?signature/i.test(failure.message)
}

/** The same conversation as if no model had signed it. */
export function withoutSignatures(request: ModelRequest): ModelRequest {
  return { ...request, messages: request.messages.map(unsigned) }
}

function unsigned({ tool_calls: calls, ...message }: ModelMessage): ModelMessage {
  return { ...message, ...(calls && { tool_calls: calls.map(({ signature: _, ...call }) => call) }) }
}
