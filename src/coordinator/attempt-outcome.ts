import type { WireError } from '../protocol/messages.ts'

export type AttemptOutcome =
  | { readonly ok: true }
  | {
      readonly ok: false
      readonly attempt: number
      readonly error: WireError
      /** A crash, or a model that may do better when it is told the reason. Recipes and refusals give the same again. */
      readonly worthRetrying: boolean
    }
