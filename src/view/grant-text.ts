import { visibleLine } from '../kernel/visible-text.ts'
import type { GrantMatch } from '../protocol/approval.ts'
import type { GrantEvaluation } from './rows.ts'

/** What a grant lets through, in words: the calls that it covers, and the nearest ones that it does not. */
export interface GrantText {
  readonly covers: string
  readonly matches: string
  readonly leaves: string
}

export function grantText(match: GrantMatch): GrantText {
  switch (match.by) {
    case 'path':
      return {
        covers: `${match.tool} ${match.op} ${visibleLine(match.path)}`,
        matches: 'this path however it is spelled (relative, ~, through a link), whatever is written, by any agent',
        leaves: 'any other path, what lies below it, any other op',
      }
    case 'host':
      return {
        covers: `${match.tool} ${match.method} ${visibleLine(match.host)}`,
        matches: 'any address at this host and port with this method and no headers of its own, by any agent',
        leaves: 'any other host or port, requests that may change something',
      }
    case 'command':
      return {
        covers: `${match.tool} ${commandText(match.words)}`,
        matches: 'this one command however it is quoted, by any agent',
        leaves: 'other or further words, pipes, lists, redirections, variables',
      }
    case 'arguments':
      return {
        covers: `${match.tool} with exactly these arguments (${match.args_hash.slice(0, 12)})`,
        matches: 'the very same arguments, by any agent',
        leaves: 'anything that differs in a single character',
      }
    default:
      return match satisfies never
  }
}

const EVALUATED = { allow: 'allowed by', ask: 'it would still be asked:', deny: 'denied by' } as const

/** What became of the very call for which a grant was saved. */
export function evaluationText({ decision, rule }: GrantEvaluation): string {
  return `evaluated again: ${EVALUATED[decision]} ${visibleLine(rule)}`
}

function commandText(words: readonly string[]): string {
  return words.map((word) => visibleLine(/^[\w@%+=:,./-]+$/.test(word) ? word : JSON.stringify(word))).join(' ')
}
