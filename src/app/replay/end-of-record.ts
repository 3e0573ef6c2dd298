import { ClawError } from '../../kernel/claw-error.ts'

/** Why a replay does not go on. `cut`: the recorded run was ended here. `asked`: it asks what the record does not hold. */
export interface EndOfRecord {
  readonly kind: 'cut' | 'asked'
  readonly what: string
}

export interface ReplayStop {
  readonly signal: AbortSignal
  /** The first reason. */
  reason(): EndOfRecord | null
  /** Ends the replay; the first reason stays. */
  end(reason: EndOfRecord): never
  abort(error: ClawError): void
}

export function createReplayStop(): ReplayStop {
  const controller = new AbortController()
  let first: EndOfRecord | null = null
  return {
    signal: controller.signal,
    reason: () => first,
    end: (reason) => {
      first ??= reason
      const error = new ClawError('CANCELLED', `The record ends here: ${reason.what}.`)
      controller.abort(error)
      throw error
    },
    abort: (error) => controller.abort(error),
  }
}
