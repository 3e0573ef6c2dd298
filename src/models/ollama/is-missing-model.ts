/** Whether a 404 is about the model, and not about a path that a proxy does not pass on. */
export function isMissingModel(said: string): boolean {
  return /\bmodel\b.*\bnot found\b/i.test(said)
}
