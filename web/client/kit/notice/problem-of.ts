import { visibleText } from '../../../../src/view/shown-text.ts'

/** What a person is told about a failure, whatever was thrown. */
export interface ShownProblem {
  readonly detail: string
  /** A command or a hint; empty: none is known. */
  readonly fix: string
  readonly code: string
  readonly errors: readonly FieldProblem[]
}

/** A fault of what was sent. `pointer` says where, as in RFC 6901: `/limits/steps`, or `#/limits/steps`. */
export interface FieldProblem {
  readonly pointer: string
  readonly detail: string
}

export function problemOf(error: unknown): ShownProblem {
  const given = typeof error === 'object' && error !== null ? (error as Readonly<Record<string, unknown>>) : {}
  const message = error instanceof Error ? error.message : String(error)
  return {
    detail: text(given['detail']) || visibleText(message),
    fix: text(given['fix']),
    code: text(given['code']),
    errors: Array.isArray(given['errors']) ? given['errors'].flatMap(fieldProblem) : [],
  }
}

/** Whether a fix can be pasted into a terminal; else it is a sentence. */
export function isCommand(fix: string): boolean {
  return /^(?:claw|npx|npm|apt-get|ssh|export|chmod|kill) [^\n]*[^.\n]$/.test(fix)
}

/** The name of a field that a pointer points at: `limits.steps`. */
export function fieldAt(pointer: string): string {
  const parts = pointer.replace(/^#/, '').split('/').slice(1)
  return parts.map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~')).join('.')
}

function fieldProblem(entry: unknown): FieldProblem[] {
  const given = typeof entry === 'object' && entry !== null ? (entry as Readonly<Record<string, unknown>>) : {}
  return [{ pointer: text(given['pointer']), detail: text(given['detail']) }].filter(({ detail }) => detail !== '')
}

function text(value: unknown): string {
  return typeof value === 'string' ? visibleText(value) : ''
}
