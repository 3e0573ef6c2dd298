import { use, useState } from 'react'
import { initialValue } from '../../../../src/view/schema-form/initial-value.ts'
import type { SchemaNode } from '../../../../src/view/schema-form/schema-node.ts'
import { optionOf } from '../../../../src/view/schema-form/schema-problems.ts'
import { Select } from '../form/select.tsx'
import { SchemaContext, type SchemaFieldProps } from './schema-context.ts'
import { SchemaGroup } from './schema-group.tsx'

type OneOfNode = Extract<SchemaNode, { readonly kind: 'one-of' }>

const LEFT_OUT = ''

export function SchemaOneOf(props: SchemaFieldProps<OneOfNode>) {
  const { Inner } = use(SchemaContext)
  const { node, label, pointer, value, onChange, required } = props
  // Which form was chosen: an empty value may have several.
  const [chosen, setChosen] = useState<number>()
  const at = chosen ?? optionOf(node.options, value)
  const option = node.options[at]
  const choose = (word: string) => {
    const next = word === LEFT_OUT ? undefined : node.options[Number(word)]
    setChosen(next === undefined ? undefined : Number(word))
    onChange(next === undefined ? undefined : initialValue(next), pointer)
  }
  return (
    <SchemaGroup node={node} label={label} pointer={pointer}>
      <Select
        label={`Form of ${label}`}
        value={value === undefined && !required ? LEFT_OUT : String(at)}
        onChange={choose}
        options={[
          ...(required ? [] : [{ value: LEFT_OUT, label: 'not given' }]),
          ...node.options.map((one, index) => ({ value: String(index), label: nameOf(one, index) })),
        ]}
      />
      {option !== undefined && (value !== undefined || required) && (
        <Inner {...props} node={option} label={option.title === '' ? label : option.title} required />
      )}
    </SchemaGroup>
  )
}

function nameOf(node: SchemaNode, index: number): string {
  if (node.title !== '') return node.title
  const mark = node.kind === 'object' ? node.fields.find(({ node }) => node.kind === 'const') : undefined
  return mark?.node.kind === 'const' ? String(mark.node.value) : `${index + 1}: ${node.kind}`
}
