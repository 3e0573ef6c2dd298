import type { AgentResponse, AnswerOf, Intent, TaskRequest } from './messages.ts'

type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never

/** An intent as a loop writes it: the peer gives it its id. */
export type IntentBody = WithoutId<Intent>

/** What a loop inside a capsule sees of its host: the one door. */
export interface CapsuleHost {
  /**
   * Sends an intent and waits for its answer (whose `id` is the id that the intent got). Several may be open at once. A refusal is an answer,
   * not a rejection; rejects with CAPSULE_CANCELLED after a `cancel`, PROTOCOL_CLOSED when the host is gone.
   */
  ask<B extends IntentBody>(intent: B): Promise<AnswerOf[B['type']]>
  /** Tells the person what is going on. */
  progress(text: string): void
}

/** The engine of the builtin capsule: `runRules` of runtime/rules-loop.ts and `runModelLoop` of runtime/agent-loop.ts. */
export type CapsuleLoop = (request: TaskRequest, host: CapsuleHost, signal: AbortSignal) => Promise<AgentResponse>
