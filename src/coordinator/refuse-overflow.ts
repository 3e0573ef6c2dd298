import { ClawError } from '../kernel/claw-error.ts'
import { promptTokens } from '../kernel/prompt-tokens.ts'
import type { ChatModel, ModelLimits, ModelRequest } from '../models/chat-model.ts'

// Half of what is estimated: scripts that a newer model packs better must not be refused.
const SURELY = 0.5

/** Throws MODEL_CONTEXT_LENGTH for a prompt that cannot fit into the window of the model, whoever made it: nothing is sent, nothing is paid. */
export function refuseOverflow({ provider, model }: ChatModel, request: ModelRequest, { context_tokens }: ModelLimits): void {
  if (context_tokens === null) return
  const tokens = Math.ceil(promptTokens(request) * SURELY)
  if (tokens <= context_tokens) return
  throw new ClawError(
    'MODEL_CONTEXT_LENGTH',
    `A prompt of at least ${tokens} tokens does not fit into the context window of ${provider} (${model}): ${context_tokens} tokens.`,
    { fix: 'claw models list   (a model with a larger window)' },
  )
}
