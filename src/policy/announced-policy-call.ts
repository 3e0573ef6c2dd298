import type { JsonObject } from '../kernel/json.ts'
import type { PolicyCall } from './policy-call.ts'
import { UNTAINTED } from './taint-rule.ts'

export interface AnnouncedApiCall {
  readonly agent_id: string
  readonly args: JsonObject
  readonly args_hash: string
  /** `host:port`; null where the announced address is none. */
  readonly host: string | null
  readonly amount_usd: number
  /** It has a price, or its provider is listed as paid. */
  readonly paid: boolean
}

/** An announcement as the policy sees it. It sends nothing by itself: where data goes is judged with the call that follows. */
export function announcedPolicyCall({ paid, ...announced }: AnnouncedApiCall, workspace: string): PolicyCall {
  return {
    ...announced,
    tool: 'api_call',
    workspace,
    effect: paid ? 'spend' : 'network',
    requires_approval_for: [],
    sandboxed: false,
    paths: [],
    command: null,
    method: null,
    reads_only: false,
    named_hosts: [],
    taint: UNTAINTED,
    sends_data: false,
  }
}
