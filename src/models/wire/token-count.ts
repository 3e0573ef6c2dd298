/** A count of tokens as a provider reports it: whole, never negative, and one that can be added up. */
export function tokenCount(reported: number): number {
  return Math.min(Math.max(0, Math.round(reported)), Number.MAX_SAFE_INTEGER)
}
