import type { TreeRow } from '../../../../../src/view/trace/tree-rows.ts'

export type TreeMove = { readonly do: 'choose' | 'fold' | 'unfold'; readonly id: string }

/** What a key does in a tree (WAI-ARIA, tree view); undefined: nothing. */
export function treeMove(key: string, rows: readonly TreeRow[], at: number): TreeMove | undefined {
  const row = rows[at]
  if (row === undefined) return undefined
  const has = row.node.children.length > 0
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return choose(rows[at + 1])
    case 'ArrowUp':
    case 'k':
      return choose(rows[at - 1])
    case 'Home':
      return choose(rows[0])
    case 'End':
      return choose(rows.at(-1))
    case 'ArrowRight':
      if (!has) return undefined
      return row.folded ? { do: 'unfold', id: row.id } : choose(rows[at + 1])
    case 'ArrowLeft':
      return has && !row.folded ? { do: 'fold', id: row.id } : choose(parentOf(rows, at))
    case 'Enter':
    case ' ':
      return choose(row)
    default:
      return undefined
  }
}

function choose(row: TreeRow | undefined): TreeMove | undefined {
  return row === undefined ? undefined : { do: 'choose', id: row.id }
}

function parentOf(rows: readonly TreeRow[], at: number): TreeRow | undefined {
  const depth = rows[at]?.depth ?? 0
  return rows.slice(0, at).findLast((row) => row.depth < depth)
}
