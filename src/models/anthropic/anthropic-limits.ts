import type { ChatAnthropicMessages } from '@langchain/anthropic'
import type { ModelLimits } from '../chat-model.ts'

// Beyond it an answer takes longer than anybody waits, and thinking counts as well.
const MAX_OUTPUT = 32_000
const USUAL_WINDOW = 200_000
// Without a beta that has ended the window of this one is the usual; its profile still tells the other.
const WITHOUT_LONG_CONTEXT = /^claude-sonnet-4-5/

/** What a model takes, as the package knows it by its name; an unlisted one of the family gets what all of them have. */
export function anthropicLimits(model: string, Chat: typeof ChatAnthropicMessages): ModelLimits & { readonly output_tokens: number } {
  const exact = new Chat({ model, apiKey: 'none' })
  const { profile } = Object.hasOwn(exact.profile, 'maxInputTokens') ? exact : new Chat({ model: withoutDate(model), apiKey: 'none' })
  const { maxInputTokens, maxOutputTokens } = profile
  const window = maxInputTokens ?? (model.startsWith('claude-') ? USUAL_WINDOW : null)
  return {
    context_tokens: WITHOUT_LONG_CONTEXT.test(model) ? USUAL_WINDOW : window,
    // For an unlisted model the package's own careful number.
    output_tokens: Math.min(maxOutputTokens ?? exact.maxTokens ?? MAX_OUTPUT, MAX_OUTPUT),
  }
}

function withoutDate(model: string): string {
  return model.replace(/-(?:\d{8}|latest)$/, '')
}
