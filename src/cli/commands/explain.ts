import { nearestName } from '../../config/nearest-name.ts'
import { ClawError } from '../../kernel/claw-error.ts'
import { ERROR_CODES, EXIT_CODE_MEANINGS, type ExitCode, isErrorCode } from '../../kernel/error-codes.ts'
import { visibleLine } from '../../kernel/visible-text.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'

/** `claw explain [code]`. */
export async function run(context: CommandContext): Promise<CommandOutcome> {
  const asked = context.input.args['code']
  if (asked === undefined) return everything()
  if (/^\d+$/.test(asked)) return explainExit(asked)
  return explainCode(asked.toUpperCase().replaceAll('-', '_'))
}

function explainCode(code: string): CommandOutcome {
  if (!isErrorCode(code)) throw unknown(code)
  const { exit, meaning, fix } = ERROR_CODES[code]
  return {
    text: [code, `  ${meaning}`, `  fix: ${fix}`, `  exit code: ${exit} (${EXIT_CODE_MEANINGS[exit]})`].join('\n'),
    result: { code, exit, meaning, fix },
  }
}

function explainExit(asked: string): CommandOutcome {
  const exit = Number(asked)
  if (!isExitCode(exit)) throw unknown(asked)
  const codes = Object.entries(ERROR_CODES).flatMap(([code, info]) => (info.exit === exit ? [code] : []))
  const lines = [`exit code ${exit}: ${EXIT_CODE_MEANINGS[exit]}`, ...codes.map((code) => `  ${code}`)]
  return { text: lines.join('\n'), result: { exit, meaning: EXIT_CODE_MEANINGS[exit], codes } }
}

function everything(): CommandOutcome {
  const codes = Object.entries(ERROR_CODES).map(([code, info]) => ({ code, ...info }))
  const exits = Object.entries(EXIT_CODE_MEANINGS).map(([code, meaning]) => `${code.padStart(4)}  ${meaning}`)
  const text = ['Exit codes', ...exits, '', 'Error codes', ...codes.map((one) => `  ${one.code.padEnd(30)}${one.meaning}`)].join('\n')
  return { text, result: codes }
}

function isExitCode(code: number): code is ExitCode {
  return Object.hasOwn(EXIT_CODE_MEANINGS, code)
}

function unknown(code: string): ClawError {
  const nearest = nearestName(code, Object.keys(ERROR_CODES))
  const hint = nearest === undefined ? '' : ` Did you mean ${nearest}?`
  return new ClawError('NOT_FOUND', `There is no code '${visibleLine(code.slice(0, 60))}'.${hint}`, {
    fix: `claw explain${nearest === undefined ? '' : ` ${nearest}`}`,
  })
}
