import type { ModelToolCall } from '../../protocol/messages.ts'

/** What the API takes for calls that none of its models made, or that lost their signature (https://ai.google.dev/gemini-api/docs/thought-signatures). */
const STAND_IN = 'skip_thought_signature_validator'
// Models before the third generation sign now and then, and want nothing back.
const WANTS_SIGNATURES = /^gemini-(?![12][.-])/

/** The signatures of the calls of one message, in their order: the model signs the first one. */
export function signaturesOf(calls: readonly ModelToolCall[], model: string): (string | undefined)[] {
  if (calls.some(({ signature }) => signature !== undefined)) return calls.map(({ signature }) => signature)
  return calls.map((_, index) => (index === 0 && WANTS_SIGNATURES.test(model) ? STAND_IN : undefined))
}
