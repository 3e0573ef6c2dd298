import type { Node } from 'web-tree-sitter'
import type { Redirect } from './command-facts.ts'
import { readWord } from './read-word.ts'

/** `> file`, `2>&1`, `< file`. A copy of a descriptor has no path to speak of and writes nothing new. */
export function readRedirect(node: Node): Redirect {
  const op = node.children.find((child) => !child.isNamed)?.type ?? '>'
  const destination = node.childForFieldName('destination')
  const words = destination ? readWord([destination]) : []
  const path = words.length === 1 ? (words[0]?.value ?? null) : null
  if (/^[<>]&-?$/.test(op) && (!destination || (path !== null && /^\d*-?$/.test(path)))) return { op, path: '-', writes: false }
  return { op, path, writes: op.includes('>') }
}
