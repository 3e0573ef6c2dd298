import type { JsonObject } from '../../kernel/json.ts'
import type { ModelMessage } from '../../protocol/messages.ts'

export interface PlanningRequest {
  readonly messages: readonly ModelMessage[]
  readonly tools: readonly []
  readonly response_schema: { readonly name: string; readonly schema: JsonObject }
}

/** What planning needs of a model. The coordinator gives it, because it journals each call; `purpose` names the call in events. */
export type PlanningCall = (purpose: string, request: PlanningRequest) => Promise<{ readonly content: string }>
