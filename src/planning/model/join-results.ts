import type { Json } from '../../kernel/json.ts'
import { resultText } from './result-text.ts'

/** The answer of several subtasks without a model: each result verbatim under its title, then what failed. One result alone needs no title. */
export function joinResults(
  results: readonly { readonly title: string; readonly result: Json }[],
  failures: readonly { readonly title: string; readonly message: string }[] = [],
): string {
  const [only] = results
  if (only !== undefined && results.length === 1 && failures.length === 0) return resultText(only.result)
  const done = results.map(({ title, result }) => `${title}\n${resultText(result).trimEnd()}`)
  return [...done, ...failures.map(({ title, message }) => `${title}\nFailed: ${message}`)].join('\n\n')
}
