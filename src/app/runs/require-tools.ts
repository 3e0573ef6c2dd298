import { ClawError } from '../../kernel/claw-error.ts'
import { visibleLine } from '../../kernel/visible-text.ts'
import { CORE_TOOLS } from '../../protocol/manifest.ts'

/** Names of tools, each once. Throws USAGE. */
export function requireTools(given: readonly string[]): string[] {
  const known: readonly string[] = CORE_TOOLS
  const strange = given.find((name) => !known.includes(name))
  if (strange === undefined) return [...new Set(given)]
  throw new ClawError('USAGE', `There is no tool '${visibleLine(strange.slice(0, 60))}'. There are ${known.join(', ')}.`, {
    fix: 'claw tools',
  })
}
