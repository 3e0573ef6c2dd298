import * as z from 'zod/mini'

/** How far a yes reaches: this call, the same call in this run, what fits the grant for some minutes, or until it is revoked. */
export const APPROVAL_SCOPES = ['once', 'run', 'window', 'always'] as const
export type ApprovalScope = (typeof APPROVAL_SCOPES)[number]

const name = z.string().check(z.minLength(1), z.maxLength(80))
const text = z.string().check(z.minLength(1), z.maxLength(4096))

/** What a grant lets through. Every form is exact: wide rules belong into policy.json. */
export const grantMatchSchema = z.discriminatedUnion('by', [
  /** A file operation on this canonical path, whatever it writes. */
  z.strictObject({ by: z.literal('path'), tool: name, op: name, path: text }),
  /** Requests that only read, to this `host:port`. */
  z.strictObject({ by: z.literal('host'), tool: name, host: text, method: name }),
  /** One simple command of exactly these words. */
  z.strictObject({ by: z.literal('command'), tool: name, words: z.array(z.string()).check(z.minLength(1)) }),
  /** These very arguments. */
  z.strictObject({ by: z.literal('arguments'), tool: name, args_hash: z.string().check(z.regex(/^[0-9a-f]{64}$/)) }),
])
export type GrantMatch = z.infer<typeof grantMatchSchema>

/** What `window` and `always` would save, or why they are not offered. */
export interface GrantOffer {
  readonly match: GrantMatch | null
  /** Whether `always` is offered too. */
  readonly always: boolean
  /** Why something is not offered; empty when everything is. */
  readonly reason: string
  readonly window_ms: number
  /** The call would run in an OS sandbox: the grant holds there only. */
  readonly sandboxed: boolean
}

/** What the host knows about a request: stored with it, so that every face shows the same. */
export interface ApprovalFacts {
  readonly agent: { readonly name: string; readonly role: string } | null
  readonly where: { readonly folder: string; readonly sandbox: string; readonly host: string | null }
  /** What it can touch, in words. */
  readonly effects: readonly string[]
  readonly grant: GrantOffer | null
  /** Of an announced API call: the hash of the address that it stands for. */
  readonly announces: string | null
  /** While somebody is attached it is denied after so long; null: it stays open until it expires. */
  readonly answer_within_ms: number | null
}
