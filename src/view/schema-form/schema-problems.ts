import { isJsonObject, type Json } from '../../kernel/json.ts'
import type { SchemaNode } from './schema-node.ts'

export interface SchemaProblem {
  /** A JSON pointer into the value. */
  readonly pointer: string
  /** Goes on after the name of the field: `is needed`. */
  readonly detail: string
}

/** What fields can see to be wrong; whoever takes the value checks it by the schema itself. */
export function schemaProblems(node: SchemaNode, value: Json | undefined, pointer = ''): SchemaProblem[] {
  if (value === undefined) return []
  const wrong = (detail: string): SchemaProblem[] => [{ pointer, detail }]
  switch (node.kind) {
    case 'object':
      if (!isJsonObject(value)) return wrong('is not an object')
      return node.fields.flatMap(({ name, required, node }) => {
        const at = `${pointer}/${escapeName(name)}`
        const missing = required && value[name] === undefined && node.initial === undefined && node.kind !== 'const'
        return missing ? [{ pointer: at, detail: 'is needed' }] : schemaProblems(node, value[name], at)
      })
    case 'array':
      if (!Array.isArray(value)) return wrong('is not a list')
      if (value.length < node.least) return wrong(`has at least ${node.least}`)
      if (value.length > node.most) return wrong(`has at most ${node.most}`)
      return value.flatMap((item, index) => schemaProblems(node.item, item, `${pointer}/${index}`))
    case 'one-of':
      return schemaProblems(node.options[optionOf(node.options, value)] ?? node, value, pointer)
    case 'string':
      return typeof value === 'string' ? textProblem(node, value).flatMap(wrong) : wrong('is not a text')
    case 'number':
      return typeof value === 'number' ? numberProblem(node, value).flatMap(wrong) : wrong('is not a number')
    case 'boolean':
      return typeof value === 'boolean' ? [] : wrong('is neither true nor false')
    case 'several':
    case 'choice':
    case 'const':
    case 'json':
      return []
    default:
      return node satisfies never
  }
}

/** Which of several forms a value has; the first when it has none of them. */
export function optionOf(options: readonly SchemaNode[], value: Json | undefined): number {
  return Math.max(
    0,
    options.findIndex((option) => fits(option, value)),
  )
}

export function escapeName(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1')
}

function fits(node: SchemaNode, value: Json | undefined): boolean {
  switch (node.kind) {
    case 'object':
      return isJsonObject(value) && node.fields.every(({ name, node }) => node.kind !== 'const' || same(value[name], node.value))
    case 'array':
    case 'several':
      return Array.isArray(value)
    case 'string':
    case 'number':
    case 'boolean':
      return typeof value === node.kind
    case 'const':
      return same(value, node.value)
    case 'choice':
      return node.values.some((one) => same(one, value))
    case 'one-of':
      return node.options.some((option) => fits(option, value))
    case 'json':
      return value !== undefined
    default:
      return node satisfies never
  }
}

function same(a: Json | undefined, b: Json | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

function textProblem({ least, most, pattern }: Extract<SchemaNode, { kind: 'string' }>, value: string): string[] {
  if (value.length < least) return [least === 1 ? 'is empty' : `has at least ${least} characters`]
  if (value.length > most) return [`has at most ${most} characters`]
  // Only what a browser can tell: a pattern that it cannot read says nothing.
  return pattern === '' || matches(pattern, value) ? [] : [`is not like ${pattern}`]
}

function matches(pattern: string, value: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(value)
  } catch {
    return true
  }
}

function numberProblem({ whole, least, most }: Extract<SchemaNode, { kind: 'number' }>, value: number): string[] {
  if (whole && !Number.isInteger(value)) return ['is not a whole number']
  if (value < least) return [`is at least ${least}`]
  return value > most ? [`is at most ${most}`] : []
}
