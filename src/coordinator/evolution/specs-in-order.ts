import type { ToolSpec } from '../../protocol/messages.ts'
import { inOrder } from './in-order.ts'

/** The tools as the model sees them, in the order of a genome. */
export function specsInOrder(specs: readonly ToolSpec[], order: readonly string[]): ToolSpec[] {
  const names = inOrder(
    specs.map((spec) => spec.name),
    order,
  )
  return names.flatMap((name) => specs.filter((spec) => spec.name === name))
}
