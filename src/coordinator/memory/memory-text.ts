import type { Redactor } from '../../kernel/redact.ts'
import { harmlessText } from '../../kernel/visible-text.ts'
import { MEMORY_TEXT_MAX } from '../../protocol/agent-tools.ts'

/** As memory keeps it: secrets masked, control and bidi characters shown by their number, bounded. */
export function memoryText(redactor: Redactor, text: string): string {
  return harmlessText(redactor.text(text).normalize('NFC')).trim().slice(0, MEMORY_TEXT_MAX)
}
