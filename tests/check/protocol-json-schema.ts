import * as z from 'zod/mini'
import { PROTOCOL_VERSION } from '../../src/protocol/limits.ts'
import { capsuleMessageSchema, hostMessageSchema } from '../../src/protocol/messages.ts'

export type SchemaNode = { readonly [key: string]: unknown }

export interface MessageSchema {
  readonly type: string
  readonly schema: SchemaNode
}

export const HOST_MESSAGES = messagesOf(hostMessageSchema)
export const CAPSULE_MESSAGES = messagesOf(capsuleMessageSchema)

/** The wire as one JSON Schema: a definition per message, and one per direction. */
export function protocolJsonSchema(): SchemaNode {
  const messages = [...HOST_MESSAGES, ...CAPSULE_MESSAGES]
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: `claw capsule protocol ${PROTOCOL_VERSION}`,
    description: 'One JSON object a line. Generated from src/protocol/messages.ts: do not edit.',
    oneOf: [{ $ref: '#/$defs/host_message' }, { $ref: '#/$defs/capsule_message' }],
    $defs: {
      host_message: oneOf(HOST_MESSAGES),
      capsule_message: oneOf(CAPSULE_MESSAGES),
      ...Object.fromEntries(messages.map(({ type, schema }) => [type, schema])),
    },
  }
}

function oneOf(messages: readonly MessageSchema[]): SchemaNode {
  return { oneOf: messages.map(({ type }) => ({ $ref: `#/$defs/${type}` })) }
}

function messagesOf(union: typeof hostMessageSchema | typeof capsuleMessageSchema): MessageSchema[] {
  return union.def.options.map((option) => ({ type: option.shape.type.def.values[0] ?? '', schema: toSchema(option) }))
}

/** The input side: fields that the receiver does not know are dropped, not refused. */
function toSchema(message: z.core.$ZodType): SchemaNode {
  const { $schema, $defs, ...schema } = z.toJSONSchema(message, { io: 'input' })
  return simplify(schema) as SchemaNode
}

/** The only shared definitions are those of `z.json()`: any JSON, for which JSON Schema has the empty schema. */
function simplify(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(simplify)
  if (typeof node !== 'object' || node === null) return node
  if ('$ref' in node) return {}
  const kept = Object.entries(node).filter(
    ([key, value]) => key !== 'propertyNames' && !(key === 'maximum' && value === Number.MAX_SAFE_INTEGER),
  )
  return Object.fromEntries(kept.map(([key, value]) => [key, simplify(value)]))
}
