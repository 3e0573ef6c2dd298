import { isAbsolute } from 'node:path'
import type { JsonObject } from '../../kernel/json.ts'
import type { CommandFacts } from '../command/command-facts.ts'

/** What a grant is compared with: the canonical call, as the policy sees it. */
export interface GrantSubject {
  readonly tool: string
  readonly args: JsonObject
  readonly args_hash: string
  /** Real path. */
  readonly workspace: string
  readonly host: string | null
  readonly reads_only: boolean
  readonly sandboxed: boolean
  /** Of a terminal call: what its command line does. */
  readonly command?: CommandFacts | null
}

/** The one canonical path of a file operation; null for what has none or several (`move`), or whose reach is wider than its path. */
export function touchedPath({ tool, args }: GrantSubject): { readonly op: string; readonly path: string } | null {
  if (tool !== 'file_io') return null
  const { op, path, recursive } = args
  if (typeof op !== 'string' || typeof path !== 'string' || !isAbsolute(path)) return null
  return op === 'move' || recursive === true ? null : { op, path }
}

/** The method of a request that only reads and carries nothing but its address; else null. */
export function readMethod({ host, reads_only, args }: GrantSubject): string | null {
  if (host === null || !reads_only) return null
  const headers = args['headers']
  if (typeof headers === 'object' && headers !== null && Object.keys(headers).length > 0) return null
  return typeof args['method'] === 'string' ? args['method'] : 'GET'
}

// A loop or a subshell around one command holds one command too.
const MAKES_STRUCTURE = /[;&|()<>$`!#{}\n\r]/
// Quoted or not they are the same words, and not the same command.
const MEANS_MORE_UNQUOTED = /[*?[\]{}~]/

/** The words of a terminal call that is one plain command; null for everything else. */
export function simpleWords({ tool, args, command }: GrantSubject): readonly string[] | null {
  if (tool !== 'terminal' || typeof args['cmd'] !== 'string' || MAKES_STRUCTURE.test(args['cmd'])) return null
  if (!command?.parsed || command.hazards.length > 0 || command.redirects.length > 0) return null
  const [only, ...others] = command.commands
  if (only === undefined || others.length > 0) return null
  if (only.splits || only.background || only.via.length > 0 || only.assignments.length > 0) return null
  const words = [only.program, ...only.args]
  const plain = words.filter((word) => word !== null && !MEANS_MORE_UNQUOTED.test(word)) as string[]
  return plain.length === words.length ? plain : null
}
