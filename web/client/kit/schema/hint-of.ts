import type { SchemaNode } from '../../../../src/view/schema-form/schema-node.ts'
import { visibleText } from '../../../../src/view/shown-text.ts'

/** What the schema says of a field, in a sentence or two. */
export function hintOf({ description, initial, kind }: SchemaNode): string {
  const by = initial === undefined || kind === 'const' ? '' : `By default ${JSON.stringify(initial)}.`
  return visibleText([description, by].filter((part) => part !== '').join(' '))
}
