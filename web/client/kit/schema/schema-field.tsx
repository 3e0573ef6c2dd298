import { use } from 'react'
import type { Json } from '../../../../src/kernel/json.ts'
import { NumberField } from '../form/number-field.tsx'
import { Select } from '../form/select.tsx'
import { SeveralField } from '../form/several-field.tsx'
import { TextArea } from '../form/text-area.tsx'
import { TextField } from '../form/text-field.tsx'
import { hintOf } from './hint-of.ts'
import { SchemaArray } from './schema-array.tsx'
import { SchemaContext, type SchemaFieldProps } from './schema-context.ts'
import { SchemaJson } from './schema-json.tsx'
import { SchemaObject } from './schema-object.tsx'
import { SchemaOneOf } from './schema-one-of.tsx'

const LEFT_OUT = ''

/** One place of a value, by what its schema lets stand there. */
export function SchemaField(props: SchemaFieldProps) {
  const { node, label, pointer, value, required } = props
  const { problemAt } = use(SchemaContext)
  const put = (next: Json | undefined) => props.onChange(next, pointer)
  const hint = hintOf(node)
  const field = { label, required, error: problemAt(pointer), ...(hint === '' ? {} : { hint }) }
  switch (node.kind) {
    case 'object':
      return <SchemaObject {...props} node={node} />
    case 'array':
      return <SchemaArray {...props} node={node} />
    case 'one-of':
      return <SchemaOneOf {...props} node={node} />
    case 'json':
      return <SchemaJson {...props} node={node} />
    case 'const':
      return null
    case 'string': {
      const shown = typeof value === 'string' ? value : ''
      // An empty text is one where it has to be given; else the field is left out.
      const write = (text: string) => put(text === '' && !required ? undefined : text)
      return node.long ? (
        <TextArea {...field} mono value={shown} onChange={write} rows={4} />
      ) : (
        <TextField {...field} mono value={shown} onChange={write} />
      )
    }
    case 'number':
      return (
        <NumberField
          {...field}
          value={typeof value === 'number' ? value : null}
          onChange={(number) => put(number ?? undefined)}
          {...range(node)}
        />
      )
    case 'boolean': {
      const options = [...leftOut(required), { value: 'true', label: 'yes' }, { value: 'false', label: 'no' }]
      return (
        <Select
          {...field}
          value={value === undefined ? LEFT_OUT : String(value)}
          onChange={(word) => put(word === LEFT_OUT ? undefined : word === 'true')}
          options={options}
        />
      )
    }
    case 'several':
      return (
        <SeveralField
          {...field}
          value={Array.isArray(value) ? value.map(String) : []}
          onChange={(chosen) => put(chosen.length === 0 && !required ? undefined : [...chosen])}
          options={node.values.map((one) => ({ value: one }))}
        />
      )
    case 'choice': {
      const options = node.values.map((one) => ({ value: JSON.stringify(one), label: typeof one === 'string' ? one : JSON.stringify(one) }))
      return (
        <Select
          {...field}
          value={value === undefined ? LEFT_OUT : JSON.stringify(value)}
          onChange={(word) => put(word === LEFT_OUT ? undefined : node.values.find((one) => JSON.stringify(one) === word))}
          options={[...leftOut(required && value !== undefined), ...options]}
        />
      )
    }
    default:
      return node satisfies never
  }
}

function leftOut(required: boolean) {
  return required ? [] : [{ value: LEFT_OUT, label: 'not given' }]
}

function range({ least, most }: { readonly least: number; readonly most: number }) {
  return { min: Number.isFinite(least) ? least : undefined, max: Number.isFinite(most) ? most : undefined }
}
