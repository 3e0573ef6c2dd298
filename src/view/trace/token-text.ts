const KILO = 1000

/** `1.2k+340 tok`: tokens of prompts and of answers; nothing where no model was asked. */
export function tokenText(input: number, output: number): string {
  return input + output === 0 ? '' : `${shortCount(input)}+${shortCount(output)} tok`
}

/** `340`, `1.2k`, `120k`, `3.4M`. */
export function shortCount(tokens: number): string {
  if (tokens < KILO) return String(tokens)
  if (tokens >= 999.5 * KILO) return `${(tokens / KILO / KILO).toFixed(1)}M`
  return tokens < 100 * KILO ? `${(tokens / KILO).toFixed(1)}k` : `${Math.round(tokens / KILO)}k`
}
