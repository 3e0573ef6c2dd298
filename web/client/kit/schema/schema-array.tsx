import { use } from 'react'
import type { Json } from '../../../../src/kernel/json.ts'
import { initialValue } from '../../../../src/view/schema-form/initial-value.ts'
import type { SchemaNode } from '../../../../src/view/schema-form/schema-node.ts'
import { Button } from '../act/button.tsx'
import { IconButton } from '../act/icon-button.tsx'
import styles from './schema.module.css'
import { SchemaContext, type SchemaFieldProps } from './schema-context.ts'
import { SchemaGroup } from './schema-group.tsx'

type ArrayNode = Extract<SchemaNode, { readonly kind: 'array' }>

export function SchemaArray({ node, label, pointer, value, onChange, required }: SchemaFieldProps<ArrayNode>) {
  const { Inner } = use(SchemaContext)
  const items: readonly Json[] = Array.isArray(value) ? value : []
  const put = (next: Json[]) => onChange(next.length === 0 && !required ? undefined : next, pointer)
  return (
    <SchemaGroup node={node} label={label} pointer={pointer}>
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an item has no name but its place
        <div key={index} className={styles.item}>
          <Inner
            node={node.item}
            label={`${label} ${index + 1}`}
            pointer={`${pointer}/${index}`}
            value={item}
            onChange={(next, at) => onChange(items.with(index, next ?? null), at)}
            required
          />
          <IconButton icon="trash" label={`Remove ${label} ${index + 1}`} onClick={() => put(items.toSpliced(index, 1))} />
        </div>
      ))}
      <div>
        <Button
          size="s"
          icon="plus"
          disabledBecause={items.length >= node.most ? `There are at most ${node.most}.` : undefined}
          onClick={() => put([...items, initialValue(node.item)])}
        >
          Add {label}
        </Button>
      </div>
    </SchemaGroup>
  )
}
