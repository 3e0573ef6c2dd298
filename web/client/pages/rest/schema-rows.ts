import type { Schema } from './open-api.ts'

export interface SchemaRow {
  /** Where it stands, for a key: unique in its schema. */
  readonly place: string
  readonly depth: number
  readonly name: string
  readonly type: string
  readonly required: boolean
  readonly notes: readonly string[]
}

type Named = Readonly<Record<string, Schema>>

const MAX_DEPTH = 5

/** A schema as lines, members below what they belong to. What is named is unfolded once on the way down: schemas can hold themselves. */
export function schemaRows(schema: Schema, named: Named): readonly SchemaRow[] {
  return below(schema, { named, depth: 0, place: '', seen: [] })
}

/** In a word or two: `string`, `Run[]`, `"a" | "b"`, `number or null`. */
export function schemaType(schema: Schema): string {
  if (schema.$ref !== undefined) return nameOf(schema.$ref)
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum !== undefined) return schema.enum.map((one) => JSON.stringify(one)).join(' | ')
  const choices = schema.oneOf ?? schema.anyOf
  if (choices !== undefined) return [...new Set(choices.map(schemaType))].join(' or ')
  const types = [schema.type ?? 'any'].flat().map((type) => (type === 'array' ? `${schemaType(schema.items ?? {})}[]` : type))
  return types.join(' or ')
}

interface Way {
  readonly named: Named
  readonly depth: number
  readonly place: string
  readonly seen: readonly string[]
}

function below(schema: Schema, way: Way): readonly SchemaRow[] {
  if (way.depth >= MAX_DEPTH) return []
  const { $ref } = schema
  if ($ref !== undefined) {
    const name = nameOf($ref)
    const target = way.named[name]
    return target === undefined || way.seen.includes(name) ? [] : below(target, { ...way, seen: [...way.seen, name] })
  }
  return [...members(schema, way), ...choices(schema, way), ...(schema.items === undefined ? [] : below(schema.items, way))]
}

function members({ properties = {}, required = [] }: Schema, way: Way): readonly SchemaRow[] {
  return Object.entries(properties).flatMap(([name, member]) => {
    const place = `${way.place}/${name}`
    const row = { place, depth: way.depth, name, type: schemaType(member), required: required.includes(name), notes: notesOf(member) }
    return [row, ...below(member, { ...way, place, depth: way.depth + 1 })]
  })
}

function choices({ oneOf, anyOf }: Schema, way: Way): readonly SchemaRow[] {
  const open = (oneOf ?? anyOf ?? []).filter(
    (choice) => choice.$ref !== undefined || choice.properties !== undefined || choice.items !== undefined,
  )
  if (open.length < 2) return open.flatMap((choice) => below(choice, way))
  return open.flatMap((choice, index) => {
    const place = `${way.place}/${index}`
    const row = { place, depth: way.depth, name: `choice ${index + 1}`, type: schemaType(choice), required: false, notes: [] }
    return [row, ...below(choice, { ...way, place, depth: way.depth + 1 })]
  })
}

function notesOf({ description, default: fallback, minimum, maximum, maxLength, pattern }: Schema): readonly string[] {
  return [
    ...(description === undefined ? [] : [description]),
    ...(fallback === undefined ? [] : [`default ${JSON.stringify(fallback)}`]),
    ...(minimum === undefined ? [] : [`at least ${minimum}`]),
    ...(maximum === undefined || maximum === Number.MAX_SAFE_INTEGER ? [] : [`at most ${maximum}`]),
    ...(maxLength === undefined ? [] : [`at most ${maxLength} characters`]),
    ...(pattern === undefined ? [] : [`like ${pattern}`]),
  ]
}

function nameOf(reference: string): string {
  return reference.slice(reference.lastIndexOf('/') + 1)
}
