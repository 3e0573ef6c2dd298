import type { Json } from '../../kernel/json.ts'
import type { SchemaNode } from './schema-node.ts'

/** What a field begins with when it is added: its default, or the least that its kind has. */
export function initialValue(node: SchemaNode): Json {
  if (node.initial !== undefined) return node.initial
  switch (node.kind) {
    case 'object':
      return Object.fromEntries(
        node.fields.flatMap(({ name, required, node }) => {
          const known = node.kind === 'const' || node.kind === 'object' || node.kind === 'boolean'
          return required && known ? [[name, initialValue(node)] as const] : []
        }),
      )
    case 'array':
      return Array.from({ length: Math.min(node.least, 50) }, () => initialValue(node.item))
    case 'several':
      return []
    case 'one-of': {
      const first = node.options[0]
      return first === undefined ? null : initialValue(first)
    }
    case 'choice':
      return node.values[0] ?? null
    case 'const':
      return node.value
    case 'string':
      return ''
    case 'number':
      return Number.isFinite(node.least) ? node.least : 0
    case 'boolean':
      return false
    case 'json':
      return null
    default:
      return node satisfies never
  }
}
