import { ClawError } from '../kernel/claw-error.ts'
import { estimateTokens } from '../kernel/estimate-tokens.ts'
import type { ChatModel, ModelRequest } from '../models/chat-model.ts'

// Half of what is estimated: scripts that a newer model packs better must not be refused.
const SURELY = 0.5

/** Throws MODEL_CONTEXT_LENGTH for a prompt that cannot fit into the window of the model, whoever made it: nothing is sent, nothing is paid. */
export function refuseOverflow({ provider, model }: ChatModel, request: ModelRequest, context: number | undefined): void {
  if (context === undefined) return
  const tokens = Math.ceil(estimateTokens(JSON.stringify([request.messages, request.tools])) * SURELY)
  if (tokens <= context) return
  throw new ClawError(
    'MODEL_CONTEXT_LENGTH',
    `A prompt of at least ${tokens} tokens does not fit into the context window of ${provider} (${model}): ${context} tokens.`,
    {
      fix: 'claw models list   (a model with a larger window)',
    },
  )
}
