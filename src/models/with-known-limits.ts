import type { ChatModel, ModelLimits } from './chat-model.ts'

/** Asks for the limits of a model once; a failure is asked for again. */
export function withKnownLimits(model: ChatModel): ChatModel {
  let known: Promise<ModelLimits> | undefined
  return {
    ...model,
    limits: (signal) => {
      known ??= model.limits(signal).catch((error: unknown) => {
        known = undefined
        throw error
      })
      return known
    },
  }
}
