import { type ComponentType, createContext } from 'react'
import type { Json } from '../../../../src/kernel/json.ts'
import type { SchemaNode } from '../../../../src/view/schema-form/schema-node.ts'

export interface SchemaFieldProps<Node extends SchemaNode = SchemaNode> {
  readonly node: Node
  readonly label: string
  /** Where its value stands in the whole. */
  readonly pointer: string
  /** Undefined: it is left out. */
  readonly value: Json | undefined
  /** `at`: what was changed. */
  readonly onChange: (value: Json | undefined, at: string) => void
  readonly required: boolean
  readonly outermost?: boolean
}

interface SchemaContextValue {
  /** Draws what stands within another field: handed down, since fields hold fields that hold fields. */
  readonly Inner: ComponentType<SchemaFieldProps>
  /** What is wrong at a place, if it is to be told already. */
  readonly problemAt: (pointer: string) => string | undefined
  readonly touch: (pointer: string) => void
  /** JSON that cannot be read yet; undefined: it can. */
  readonly setUnread: (pointer: string, reason: string | undefined) => void
}

export const SchemaContext = createContext<SchemaContextValue>({
  Inner: () => null,
  problemAt: () => undefined,
  touch: () => undefined,
  setUnread: () => undefined,
})
