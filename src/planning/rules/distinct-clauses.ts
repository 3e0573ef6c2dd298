import { hashJson } from '../../kernel/hash.ts'
import type { ResolvedClause } from './resolve-clause.ts'

/** "list TODO and FIXME comments" may be read as the same request twice: it is done once. Later clauses that need the second get the first. */
export function distinctClauses(clauses: readonly ResolvedClause[]): ResolvedClause[] {
  const seen = new Map<string, number>()
  const places: number[] = []
  const kept: ResolvedClause[] = []
  for (const clause of clauses) {
    const needs = [...new Set(clause.needs.map((position) => places[position] ?? position))]
    const key = hashJson({ recipe: clause.match.recipe.id, slots: clause.slots, needs })
    const known = seen.get(key)
    places.push(known ?? kept.length)
    if (known !== undefined) continue
    seen.set(key, kept.length)
    kept.push({ ...clause, needs })
  }
  return kept
}
