import type { RunStatus } from './run.ts'

export const RUN_ORDERS = ['newest', 'oldest', 'longest', 'shortest', 'costliest', 'cheapest'] as const
export type RunOrder = (typeof RUN_ORDERS)[number]

/** Which runs are looked for; what is absent matches all. Times are milliseconds since 1970. */
export interface RunQuery {
  readonly limit: number
  readonly ids?: readonly string[]
  readonly status?: readonly RunStatus[]
  /** Words, each of which stands in the task or begins the id; upper and lower case are the same. */
  readonly text?: string
  /** Part of the name of an agent that worked for it, of a tool that was asked for in it. */
  readonly agent?: string
  readonly tool?: string
  readonly session_id?: string
  /** One of its tags. */
  readonly tag?: string
  /** The stage that it is in, or in which it stopped or failed; a run that was completed is in none. */
  readonly stage?: string
  /** Started from then on, before then. */
  readonly since?: number
  readonly until?: number
  readonly order?: RunOrder
  /** The last run of the page before this one. */
  readonly after?: string
}
