import type { ModelToolCall, Usage } from '../../protocol/messages.ts'
import type { ModelLimits, ModelRequest } from '../chat-model.ts'

/** Why an answer ended; `refused` and `filtered` are never taken for an answer, `cut` only as far as it goes. */
export type FinishReason = 'done' | 'cut' | 'filtered' | 'refused'

export interface WireReply {
  readonly content: string
  readonly tool_calls: readonly ModelToolCall[]
  readonly finish: FinishReason
  /** What the provider says about a refusal or a filter; empty otherwise. */
  readonly note: string
  /** undefined when the provider reports none. */
  readonly usage: Usage | undefined
}

export interface WireCall {
  readonly signal: AbortSignal
  /** The text as it comes, in pieces. Told nothing of an answer that the provider gives in one piece without streaming. */
  readonly onText: (piece: string) => void
}

/**
 * One provider's API for one model: a single try of a single call, streamed. Throws what went wrong at the network as it was: HttpFailure, WireTimeout,
 * WireGarbage, a ClawError or the cause (MODEL_CONTEXT_LENGTH for a prompt that is too long: the agent's side then shortens it); retries, errors in words, cost and events are made above it, once for all providers.
 */
export interface ProviderWire {
  ask(request: ModelRequest, call: WireCall): Promise<WireReply>
  /** What the model takes, as the provider or its package says. Throws like `ask` where the provider has to be asked. */
  limits(signal: AbortSignal): Promise<ModelLimits>
}

export interface WireEndpoint {
  /** Without a slash at the end. */
  readonly baseUrl: string
  /** null for local servers that want none. */
  readonly apiKey: string | null
  readonly model: string
  /** The longest silence while an answer is awaited or streams. */
  readonly timeoutMs: number
  /** Tokens of context that the model is to be run with, where that can be asked for; null: the adapter chooses. */
  readonly contextTokens?: number | null
}

export type CreateWire = (endpoint: WireEndpoint) => ProviderWire
