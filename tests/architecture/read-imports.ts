import { dirname, posix } from 'node:path'

export interface Import {
  /** Relative to the root, for files of the project; the module name otherwise. */
  readonly target: string
  readonly own: boolean
  readonly typeOnly: boolean
  readonly dynamic: boolean
}

const STATIC = /^\s*(?:import|export)\s+(type\s+)?([\s\S]*?)\sfrom\s+'([^']+)'/gm
const BARE = /^\s*import\s+'([^']+)'/gm
const DYNAMIC = /\bimport\(\s*'([^']+)'\s*\)/g

/** The imports of a source text. `import { type A, type B }` counts as types alone. */
export function readImports(file: string, text: string): Import[] {
  const found: Import[] = []
  const add = (name: string, typeOnly: boolean, dynamic: boolean): void => {
    const own = name.startsWith('.')
    found.push({ target: own ? posix.normalize(posix.join(dirname(file), name)) : name, own, typeOnly, dynamic })
  }
  for (const match of text.matchAll(STATIC)) add(match[3] ?? '', match[1] !== undefined || onlyTypes(match[2] ?? ''), false)
  for (const match of text.matchAll(BARE)) add(match[1] ?? '', false, false)
  for (const match of text.matchAll(DYNAMIC)) add(match[1] ?? '', isTypeQuery(text, match.index ?? 0), true)
  return found
}

function onlyTypes(clause: string): boolean {
  const names = /^\{([\s\S]*)\}$/.exec(clause.trim())?.[1]
  return names?.split(',').every((name) => name.trim() === '' || name.trim().startsWith('type ')) ?? false
}

// `typeof import('x')` and `import('x').Name` in a type position.
function isTypeQuery(text: string, at: number): boolean {
  return /typeof\s+$/.test(text.slice(Math.max(0, at - 12), at))
}
