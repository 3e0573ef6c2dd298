import type { CapsuleHost, IntentBody } from '../src/protocol/capsule-host.ts'
import type { ModelCallResult, WireError } from '../src/protocol/messages.ts'
import type { Transcript } from './transcript.ts'

export type ModelSays = Pick<ModelCallResult, 'message' | 'error'>
type Wanted = Omit<Extract<IntentBody, { type: 'model_call_intent' }>, 'type' | 'messages'>

/** Asks with the conversation as it is, and once more with half of it when the model says that it was too much. */
export async function askModel({ host, transcript }: { host: CapsuleHost; transcript: Transcript }, wanted: Wanted): Promise<ModelSays> {
  const messages = transcript.messages()
  if (messages === undefined) return { error: TOO_SMALL }
  const reply = await host.ask({ type: 'model_call_intent', messages, ...wanted })
  if (reply.usage !== undefined) transcript.counted(reply.usage.input_tokens)
  if (reply.error?.code !== 'MODEL_CONTEXT_LENGTH' || !transcript.shrink()) return reply
  const shorter = transcript.messages()
  return shorter === undefined ? { error: TOO_SMALL } : host.ask({ type: 'model_call_intent', messages: shorter, ...wanted })
}

const TOO_SMALL: WireError = {
  code: 'MODEL_CONTEXT_LENGTH',
  message: 'What the agent has to be told does not fit into the context window of the model.',
  retryable: false,
}
