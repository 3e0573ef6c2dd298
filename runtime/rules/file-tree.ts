import { isJsonObject, type Json } from '../../src/kernel/json.ts'
import { asList } from './as-list.ts'
import type { Entry } from './file-conditions.ts'
import { plural } from './format.ts'

interface Branch {
  readonly children: Map<string, Branch>
}

/** Paths drawn as a tree; what a long list leaves out is said at its end. */
export function fileTree(found: Json, folder: Json): string {
  if (!isJsonObject(found)) return ''
  const entries = asList<Entry>(found['entries'])
  const prefix = folder === '.' ? '' : `${String(folder).replace(/\/$/u, '')}/`
  const root: Branch = { children: new Map() }
  for (const entry of entries) grow(root, `${entry.path.slice(prefix.length)}${entry['kind'] === 'dir' ? '/' : ''}`)
  const left = Number(found['total']) - entries.length
  const lines = [String(folder), ...draw(root, ''), ...(left > 0 ? [`... and ${plural(left, 'more entry', 'more entries')}`] : [])]
  return entries.length === 0 ? `${String(folder)} is empty (ignored files are not shown).` : lines.join('\n')
}

function grow(root: Branch, path: string): void {
  let at = root
  for (const name of path.match(/[^/]+\/?/gu) ?? []) {
    const next = at.children.get(name) ?? { children: new Map<string, Branch>() }
    at.children.set(name, next)
    at = next
  }
}

function draw(branch: Branch, indent: string): string[] {
  const entries = [...branch.children].toSorted(([a], [b]) => (a < b ? -1 : 1))
  return entries.flatMap(([name, child], index) => {
    const last = index === entries.length - 1
    return [`${indent}${last ? '└── ' : '├── '}${name}`, ...draw(child, `${indent}${last ? '    ' : '│   '}`)]
  })
}
