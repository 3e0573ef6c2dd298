import type { AttemptSession } from './attempt-session.ts'

export function countTokens(session: AttemptSession, usage: { input_tokens: number; output_tokens: number } | undefined): void {
  session.counts.inputTokens += usage?.input_tokens ?? 0
  session.counts.outputTokens += usage?.output_tokens ?? 0
}
