import type { ChatAnthropicMessages } from '@langchain/anthropic'
import type { ModelLimits } from '../chat-model.ts'

// Beyond it an answer takes longer than anybody waits, and thinking counts as well.
const MAX_OUTPUT = 32_000
const USUAL_WINDOW = 200_000
// Without a beta that has ended the window of this one is the usual; its profile still tells the other.
const WITHOUT_LONG_CONTEXT = /^claude-sonnet-4-5/

/** What a model takes, as the package knows it by its name; a newer one as its forerunner, and an unlisted one of the family what all of them take. */
export function anthropicLimits(model: string, Chat: typeof ChatAnthropicMessages): ModelLimits & { readonly output_tokens: number } {
  const chatOf = (name: string): ChatAnthropicMessages => new Chat({ model: name, apiKey: 'none' })
  const profile = namesOf(model)
    .map((name) => chatOf(name).profile)
    .find(({ maxInputTokens }) => maxInputTokens !== undefined)
  const window = profile?.maxInputTokens ?? (model.startsWith('claude-') ? USUAL_WINDOW : null)
  return {
    context_tokens: WITHOUT_LONG_CONTEXT.test(model) ? USUAL_WINDOW : window,
    // For an unlisted model the package's own careful number.
    output_tokens: Math.min(profile?.maxOutputTokens ?? chatOf(model).maxTokens ?? MAX_OUTPUT, MAX_OUTPUT),
  }
}

// The name, the name without the date of a snapshot, and that of the version before its point.
function namesOf(model: string): string[] {
  const undated = model.replace(/-(?:\d{8}|latest)$/, '')
  return [model, undated, undated.replace(/-\d$/, '')]
}
