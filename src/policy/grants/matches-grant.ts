import type { GrantMatch } from '../../protocol/approval.ts'
import type { Grant } from './grant.ts'
import { type GrantSubject, readMethod, simpleWords, touchedPath } from './grant-subject.ts'

/** Whether a live grant lets this very call through. Compared are canonical values only; nothing is a pattern. */
export function matchesGrant(grant: Grant, call: GrantSubject): boolean {
  if (grant.workspace !== call.workspace || grant.match.tool !== call.tool) return false
  if (grant.sandboxed && !call.sandboxed) return false
  return matches(grant.match, call)
}

function matches(match: GrantMatch, call: GrantSubject): boolean {
  switch (match.by) {
    case 'arguments':
      return match.args_hash === call.args_hash
    case 'path': {
      const touched = touchedPath(call)
      return touched !== null && touched.op === match.op && touched.path === match.path
    }
    case 'host':
      return call.host === match.host && readMethod(call) === match.method
    case 'command': {
      const words = simpleWords(call)
      return words !== null && words.length === match.words.length && words.every((word, index) => word === match.words[index])
    }
    default:
      return match satisfies never
  }
}
