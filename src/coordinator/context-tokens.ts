import { raceAbort } from '../kernel/abort.ts'
import { ClawError } from '../kernel/claw-error.ts'
import type { ChatModel } from '../models/chat-model.ts'

/** The window of a model; undefined when nobody says. A provider that cannot be asked now says so when it is asked for an answer. */
export async function contextTokens(model: ChatModel, signal: AbortSignal): Promise<number | undefined> {
  try {
    return (await raceAbort(model.limits(signal), signal)).context_tokens ?? undefined
  } catch (error) {
    if (signal.aborted || !(error instanceof ClawError)) throw error
    return undefined
  }
}
