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
  readonly content: string
  readonly tool_calls: readonly ModelToolCall[]
  /** undefined when the provider reports none. */
  readonly usage: Usage | undefined
  /** US dollars; null when the price is unknown. */
  readonly cost_usd: number | null
  readonly duration_ms: number
}

export interface RetryNote {
  readonly try: number
  readonly wait_ms: number
  readonly error: WireError
}

/** One provider and model. */
export interface ChatModel {
  readonly provider: string
  readonly model: string
  /** Throws ClawError with a MODEL_* code; NO_MODEL never. Retries what is retryable, honouring retry-after; `onRetry` is told before each wait. */
  call(request: ModelRequest, options: { signal: AbortSignal; onRetry?: (note: RetryNote) => void }): Promise<ModelReply>
}
