import { ERROR_CODES, EXIT_CODE_MEANINGS } from '../../src/kernel/error-codes.ts'
import { table } from './cli-page.ts'

/** docs/ERRORS.md. */
export function errorsPage(): string {
  const exits = Object.entries(EXIT_CODE_MEANINGS).map(([code, meaning]) => [code, meaning])
  const codes = Object.entries(ERROR_CODES).map(([code, info]) => [`\`${code}\``, String(info.exit), info.meaning, info.fix])
  return `# Exit codes and error codes

<!-- made by tests/check/generate-docs.ts from src/kernel/error-codes.ts: change that -->

\`claw explain <code>\` says the same in the terminal.

## Exit codes

${table(['Code', 'Meaning'], exits)}

## Error codes

${table(['Code', 'Exit', 'Meaning', 'Way out'], codes)}
`
}
