/** An answer of the provider that is not 2xx, with what its body says. */
export class HttpFailure extends Error {
  readonly status: number
  readonly headers: Headers
  /** `error.code` of the body, or ''. */
  readonly code: string
  /** How long the body asks to wait; the headers may say it as well. */
  readonly retryAfterMs: number | undefined

  constructor(status: number, headers: Headers, code: string, message: string, retryAfterMs?: number) {
    super(message)
    this.name = 'HttpFailure'
    this.status = status
    this.headers = headers
    this.code = code
    this.retryAfterMs = retryAfterMs
  }
}

/** What a wait for bytes ended with: the limit that was passed. */
export class WireTimeout extends Error {
  override readonly name = 'WireTimeout'
}

/** A 2xx answer that cannot be a chat completion. `transient`: the next try may be better (a cut stream), or not (a web page). */
export class WireGarbage extends Error {
  readonly transient: boolean

  constructor(message: string, transient: boolean) {
    super(message)
    this.name = 'WireGarbage'
    this.transient = transient
  }
}
