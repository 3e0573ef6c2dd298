import type { RunQuery } from '../../../src/protocol/run-query.ts'
import { given } from '../given.ts'

/** The query of an address as the app takes it. */
export function toRunQuery({ session, ...rest }: RunAddress): RunQuery {
  return given({ ...rest, session_id: session })
}

type RunAddress = { readonly limit: number; readonly session?: string | undefined } & {
  readonly [name in Exclude<keyof RunQuery, 'limit' | 'session_id'>]?: RunQuery[name] | undefined
}
