export interface NetLimits {
  /** Bytes of a body after decompression; what comes beyond is left unread. */
  readonly body_bytes: number
  readonly redirects: number
}

export const NET_LIMITS: NetLimits = { body_bytes: 5 * 1024 * 1024, redirects: 3 }

export interface NetRequest {
  readonly url: string
  readonly method: string
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  /** For the whole exchange, redirects and body included. */
  readonly timeout_ms: number
  readonly signal: AbortSignal
  /** Replaces the secrets that the request carries: they stay with the host that they are for. */
  readonly mask?: (text: string) => string
}

export interface NetResponse {
  /** Where it came from after redirects. */
  readonly url: string
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
  /** True when the body was longer than the limit. */
  readonly truncated: boolean
}

/** The only way of a tool to the network. Throws NET_BLOCKED, NET_FAILED, TOOL_TIMEOUT, or the abort reason of the signal. */
export type GuardedFetch = (request: NetRequest) => Promise<NetResponse>
