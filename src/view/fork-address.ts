import type { ForkStep } from './fork-rows.ts'
import type { TreeRow } from './trace/tree-rows.ts'

/**
 * The address of a step as the journal counts it: calls are known by their id, since what left no event (a free API call) counts too. Undefined
 * where no fork begins.
 */
export function forkAddress(steps: readonly ForkStep[], { path, node }: TreeRow): string | undefined {
  const { detail, address } = node
  if (address === null) return undefined
  const known = steps.find((step) => step.address === address)
  if (detail.kind !== 'tool' && detail.kind !== 'model') return known?.address
  return steps.findLast((step) => step.intent_id === detail.intent_id && step.address.startsWith(`${path[0] ?? ''}.`))?.address
}
