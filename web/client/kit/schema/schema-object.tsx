import { use } from 'react'
import { isJsonObject } from '../../../../src/kernel/json.ts'
import type { SchemaNode } from '../../../../src/view/schema-form/schema-node.ts'
import { escapeName } from '../../../../src/view/schema-form/schema-problems.ts'
import { SchemaContext, type SchemaFieldProps } from './schema-context.ts'
import { SchemaGroup } from './schema-group.tsx'

type ObjectNode = Extract<SchemaNode, { readonly kind: 'object' }>

export function SchemaObject({ node, label, pointer, value, onChange, required, outermost }: SchemaFieldProps<ObjectNode>) {
  const { Inner } = use(SchemaContext)
  const object = isJsonObject(value) ? value : {}
  const put = (name: string) => (next: SchemaFieldProps['value'], at: string) => {
    const { [name]: _, ...others } = object
    const consts = node.fields.flatMap(({ name, required, node }) =>
      required && node.kind === 'const' ? [[name, node.value] as const] : [],
    )
    const all = next === undefined ? others : { ...Object.fromEntries(consts), ...others, [name]: next }
    // In the order of the schema: it is read, and compared, by people.
    const ordered = Object.fromEntries(node.fields.flatMap(({ name }) => (all[name] === undefined ? [] : [[name, all[name]] as const])))
    const whole = { ...ordered, ...all }
    onChange(Object.keys(whole).length === 0 && !required ? undefined : whole, at)
  }
  return (
    <SchemaGroup node={node} label={label} pointer={pointer} outermost={outermost === true}>
      {node.fields.map(({ name, required, node }) => (
        <Inner
          key={name}
          node={node}
          label={node.title === '' ? name : node.title}
          pointer={`${pointer}/${escapeName(name)}`}
          value={object[name]}
          onChange={put(name)}
          required={required && node.initial === undefined}
        />
      ))}
    </SchemaGroup>
  )
}
