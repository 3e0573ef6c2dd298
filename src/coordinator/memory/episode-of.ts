import { sha256 } from '../../kernel/hash.ts'
import type { Json } from '../../kernel/json.ts'
import type { Redactor } from '../../kernel/redact.ts'
import { resultText } from '../result-text.ts'
import { memoryText } from './memory-text.ts'

const TASK_CHARACTERS = 400
const OUTCOME_CHARACTERS = 600

/** What was done and what came of it. Of the same task the newest episode counts. */
export function episodeOf(redactor: Redactor, task: string, result: Json): { readonly text: string; readonly topic: string } {
  // Masked before it is cut: half of a secret has no shape.
  const [asked, outcome] = [cut(redactor.text(task), TASK_CHARACTERS), cut(redactor.text(resultText(result)), OUTCOME_CHARACTERS)]
  return { text: memoryText(redactor, `${asked} -> ${outcome}`), topic: sha256(task.trim().toLowerCase()) }
}

function cut(text: string, max: number): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > max ? `${line.slice(0, max).replace(/[\ud800-\udbff]$/, '')} …` : line
}
