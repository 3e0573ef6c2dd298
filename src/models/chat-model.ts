import type { JsonObject } from '../kernel/json.ts'
import type { ModelMessage, ModelToolCall, ToolSpec, Usage, WireError } from '../protocol/messages.ts'

export interface ModelRequest {
  readonly messages: readonly ModelMessage[]
  readonly tools: readonly Pick<ToolSpec, 'name' | 'description' | 'input_schema'>[]
  /** JSON Schema of the wanted answer; `content` is then JSON text that fits it. */
  readonly response_schema?: { readonly name: string; readonly schema: JsonObject }
  readonly temperature?: number
  readonly max_tokens?: number
}

export interface ModelReply {
  /** Who answered: with a fallback it need not be the one that was asked first. */
  readonly provider: string
  readonly model: string
  readonly content: string
  readonly tool_calls: readonly ModelToolCall[]
  /** undefined when the provider reports none. */
  readonly usage: Usage | undefined
  /** US dollars; null when the price is unknown. */
  readonly cost_usd: number | null
  /** Day of the price list that the cost was computed from; absent when there is none. */
  readonly price_as_of?: string
  readonly duration_ms: number
  /** How long it waited for its turn at the provider; absent: not at all. */
  readonly waited_ms?: number
  /** The text is cut: the output limit was reached. */
  readonly cut?: true
}

/** US dollars of one token. */
export interface TokenRates {
  readonly input: number
  readonly output: number
}

export interface RetryNote {
  readonly try: number
  readonly wait_ms: number
  readonly error: WireError
}

/** The circuit breaker of a provider has changed. */
export interface CircuitNote {
  readonly provider: string
  readonly state: 'closed' | 'open' | 'half_open'
  readonly failures: number
  readonly retry_in_ms: number
}

/** Another model is asked, and why. */
export interface FallbackNote {
  readonly provider: string
  readonly model: string
  readonly error: WireError
}

export interface ModelLimits {
  /** Tokens of prompt and answer together, or of the prompt alone where the provider counts so; null: not known. */
  readonly context_tokens: number | null
  /** Tokens of the longest answer; null: not known. */
  readonly output_tokens: number | null
}

export interface CallOptions {
  /** Reaches the socket. */
  readonly signal: AbortSignal
  /** Told before each wait. */
  readonly onRetry?: (note: RetryNote) => void
  readonly onCircuit?: (note: CircuitNote) => void
  /** Told before it is asked. */
  readonly onFallback?: (note: FallbackNote) => void
  /** The text of the answer as it comes, in pieces of any size; begins anew after a retry and with another model. */
  readonly onText?: (piece: string) => void
}

/** One provider and model. */
export interface ChatModel {
  readonly provider: string
  readonly model: string
  /** What its tokens cost at most; null: the price is not known. */
  readonly rates: TokenRates | null
  /** Whose price it is that is not known, where it is another's: of the fallback. */
  readonly unpriced?: { readonly provider: string; readonly model: string }
  /** Throws ClawError with a MODEL_* code; NO_MODEL never. Retries what is retryable, honouring retry-after. */
  call(request: ModelRequest, options: CallOptions): Promise<ModelReply>
  /** What it takes at most. Throws like `call` where the provider has to be asked for it. */
  limits(signal: AbortSignal): Promise<ModelLimits>
}
