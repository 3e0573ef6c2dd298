import type { JsonObject } from '../../../src/kernel/json.ts'
import type { Filled } from './fill-completion.ts'
import type { ChatRequest, Failure } from './script.ts'

export interface RawRequest {
  readonly method: string
  /** With the dialect's own base path; without the query. */
  readonly path: string
  /** With the `?`, or empty. */
  readonly query: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: JsonObject
}

export type ReadRequest =
  | { readonly ok: true; readonly request: ChatRequest }
  | { readonly ok: false; readonly message: string; readonly status?: number }

/** How one provider's API looks on the wire: everything of the scripted server that is not the script. */
export interface Dialect {
  /** Stands between the address of the server and the paths of the API: `/v1`, or empty. */
  readonly basePath: string
  readonly streamType: string
  /** Whether the request bears this key in the way of the provider. */
  hasKey(request: RawRequest, key: string): boolean
  readonly wrongKey: Failure
  /** Answers that need no script, such as the list of models; undefined: another request. */
  aside(request: RawRequest, models: readonly string[]): JsonObject | undefined
  /** The chat that is asked for, or why the provider would refuse it (400 unless it says so); undefined: not the path of a chat. */
  readChat(request: RawRequest): ReadRequest | undefined
  /** The answer of a request without `stream`. */
  whole(filled: Filled, request: ChatRequest, n: number): JsonObject
  /** The answer as it goes over the wire, cut into the pieces in which it is sent; `piece`: characters of text in each. */
  stream(filled: Filled, request: ChatRequest, n: number, piece: number): string[]
  /** What a stream says when the provider fails in the middle of it. */
  errorPiece(failure: Failure): string
  errorBody(failure: Failure): JsonObject
}
