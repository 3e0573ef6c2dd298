import { ClawError } from '../kernel/claw-error.ts'
import { ERROR_CODES, EXIT_CODES, type ExitCode, isErrorCode } from '../kernel/error-codes.ts'
import { programChanged } from '../kernel/program-changed.ts'
import { visibleLine } from '../kernel/visible-text.ts'
import type { ErrorDocument } from '../protocol/run.ts'
import type { Paint } from '../view/paint.ts'

/** Any thrown thing as the four parts of an error, and the exit code that it leads to. */
export function describeError(thrown: unknown): { readonly document: ErrorDocument; readonly exit: ExitCode } {
  const error = programChanged(thrown) ?? thrown
  if (error instanceof ClawError) {
    const { code, message, fix, where } = error
    return { document: { code, message, fix, ...(where === undefined ? {} : { where }) }, exit: error.exitCode }
  }
  const message = error instanceof Error ? error.message : String(error)
  return { document: { code: 'INTERNAL', message, fix: ERROR_CODES.INTERNAL.fix }, exit: EXIT_CODES.internal }
}

/** What, why, fix, where: one line each; a part that says nothing is left out. Texts of others are made visible first, then painted. */
export function errorText(error: ErrorDocument, paint: Paint): string {
  const why = isErrorCode(error.code) ? ERROR_CODES[error.code].meaning : ''
  const [first = '', ...more] = error.message.split('\n').map(visibleLine)
  const lines = [`${paint.red('error')}  ${first} (${visibleLine(error.code)})`, ...more.map((line) => `       ${line}`.trimEnd())]
  if (why !== '' && !says(why, first)) lines.push(`why    ${why}`)
  if (error.fix !== '') lines.push(`fix    ${visibleLine(error.fix)}`)
  if (error.where !== undefined) lines.push(`where  ${visibleLine(error.where)}`)
  return lines.join('\n')
}

/** Whether the reason would only repeat the message. */
function says(why: string, message: string): boolean {
  return why.startsWith(message.replace(/\.$/, ''))
}
