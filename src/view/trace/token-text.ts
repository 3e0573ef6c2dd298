const KILO = 1000

/** `1.2k+340 tok`: tokens of prompts and of answers; nothing where no model was asked. */
export function tokenText(input: number, output: number): string {
  return input + output === 0 ? '' : `${shortCount(input)}+${shortCount(output)} tok`
}

/** `340`, `1.2k`, `120k`. */
export function shortCount(tokens: number): string {
  if (tokens < KILO) return String(tokens)
  return tokens < 100 * KILO ? `${(tokens / KILO).toFixed(1)}k` : `${Math.round(tokens / KILO)}k`
}
