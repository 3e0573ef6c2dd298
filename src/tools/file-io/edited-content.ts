import { isUtf8 } from 'node:buffer'
import { ClawError } from '../../kernel/claw-error.ts'
import { binaryError, isBinary } from './file-chunks.ts'

interface Edit {
  readonly old: string
  readonly next: string
  readonly all: boolean
  readonly shown: string
}

/** The text with `old` replaced. It must be found, and only once unless `all`. */
export function editedContent(content: Buffer, edit: Edit): { content: Buffer; replacements: number } {
  if (isBinary(content) || !isUtf8(content)) throw binaryError(edit.shown)
  if (edit.old === '') throw new ClawError('TOOL_BAD_ARGS', "'old' is empty: use op 'write' or 'append'.")
  const text = content.toString('utf8')
  const { old, next } = withLineEnds(text, edit)
  const parts = text.split(old)
  const found = parts.length - 1
  if (found === 0)
    throw new ClawError('TOOL_FAILED', `The text to replace is not in '${edit.shown}'.`, {
      fix: 'Read the file and copy the text exactly.',
    })
  if (found > 1 && !edit.all) {
    throw new ClawError('TOOL_FAILED', `The text to replace is ${found} times in '${edit.shown}'.`, {
      fix: 'Give more of the text around it, or all: true.',
    })
  }
  return { content: Buffer.from(parts.join(next)), replacements: found }
}

// A model writes \n; the file may have \r\n.
function withLineEnds(text: string, { old, next }: Edit): { old: string; next: string } {
  if (text.includes(old) || !text.includes('\r\n')) return { old, next }
  const windows = (part: string): string => part.replace(/\r?\n/g, '\r\n')
  return { old: windows(old), next: windows(next) }
}
