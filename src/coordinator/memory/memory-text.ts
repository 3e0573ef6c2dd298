import { harmlessText } from '../../kernel/visible-text.ts'
import { MEMORY_TEXT_MAX } from '../../protocol/agent-tools.ts'
import type { AttemptSession } from '../desk/attempt-session.ts'

/** As memory keeps it: secrets masked, control and bidi characters shown by their number, bounded. */
export function memoryText({ context }: AttemptSession, text: string): string {
  return harmlessText(context.ports.redactor.text(text).normalize('NFC')).trim().slice(0, MEMORY_TEXT_MAX)
}
