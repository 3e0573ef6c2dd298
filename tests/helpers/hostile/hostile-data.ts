import { hostile, hostileLine } from './hostile-texts.ts'

/** As much of a schema (zod or zod/mini) as is walked. */
interface Schema {
  readonly _zod: { readonly def: Definition }
  safeParse(value: unknown): { readonly success: boolean }
}

interface Definition {
  readonly type: string
  readonly shape?: Readonly<Record<string, Schema>>
  readonly element?: Schema
  readonly innerType?: Schema
  readonly valueType?: Schema
  readonly options?: readonly Schema[]
  readonly entries?: Readonly<Record<string, unknown>>
  readonly values?: readonly unknown[]
  readonly getter?: () => Schema
}

/** Fields that claw itself fills with ids and checks by pattern: anything else in them would not get as far as a page. */
const OURS: Readonly<Record<string, unknown>> = {
  agent_id: 'evil',
  approval_id: 'a0a0a0a0a0a0',
  question_id: 'b0b0b0b0b0b0',
  run_id: 'bad0bad0bad0',
  memory_id: 'c0c0c0c0c0c0',
  parent: 'f0f0f0f0f0f0',
  grant_id: 'g_0123456789ab',
  sha256: 'e'.repeat(64),
  created_at: '2026-11-21T10:00:00.000Z',
  expires_at: '2026-11-22T10:00:00.000Z',
  depends_on: [],
}

/** Data that fits the schema, with hostile text in every place where there can be text; what is optional is there. */
export function hostileData(schema: object, path: string): unknown {
  const { def } = (schema as Schema)._zod
  const name = path.slice(path.lastIndexOf('.') + 1)
  if (Object.hasOwn(OURS, name)) return OURS[name]
  switch (def.type) {
    case 'object':
      return Object.fromEntries(Object.entries(def.shape ?? {}).map(([key, inner]) => [key, hostileData(inner, `${path}.${key}`)]))
    case 'array':
      return def.element === undefined ? [] : [hostileData(def.element, path)]
    case 'record':
      return def.valueType === undefined ? {} : { [hostile(`${path}.key`).slice(0, 200)]: hostileData(def.valueType, path) }
    case 'nullable':
    case 'optional':
    case 'default':
    case 'readonly':
      return def.innerType === undefined ? null : hostileData(def.innerType, path)
    case 'union':
      return hostileData(def.options?.find((option) => option._zod.def.type === 'string') ?? def.options?.[0] ?? schema, path)
    case 'lazy':
      return hostile(path)
    case 'string':
      return worstThatFits(schema as Schema, path)
    case 'number':
    case 'int':
      return 1
    case 'boolean':
      return true
    case 'enum':
      return Object.values(def.entries ?? {})[0]
    case 'literal':
      return def.values?.[0]
    default:
      return null
  }
}

/** A field with a limit or a pattern takes less. */
function worstThatFits(schema: Schema, path: string): string {
  const texts = [hostile(path), hostileLine(path, 200), hostileLine(path, 60), '2026-11-21T10:00:00.000Z', 'evil', 'e'.repeat(64)]
  const found = texts.find((text) => schema.safeParse(text).success)
  if (found === undefined) throw new Error(`No text fits ${path}: give it one in ${import.meta.filename}.`)
  return found
}
