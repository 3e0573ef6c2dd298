import { raceAbort } from '../kernel/abort.ts'
import { ClawError } from '../kernel/claw-error.ts'
import type { ChatModel, ModelLimits } from '../models/chat-model.ts'

const UNKNOWN: ModelLimits = { context_tokens: null, output_tokens: null }

/** What a model takes, as far as it is known. A provider that cannot be asked now says so when it is asked for an answer. */
export async function knownLimits(model: ChatModel, signal: AbortSignal): Promise<ModelLimits> {
  try {
    return await raceAbort(model.limits(signal), signal)
  } catch (error) {
    if (signal.aborted || !(error instanceof ClawError)) throw error
    return UNKNOWN
  }
}
