import { type ReactNode, use } from 'react'
import type { SchemaNode } from '../../../../src/view/schema-form/schema-node.ts'
import field from '../form/field.module.css'
import { hintOf } from './hint-of.ts'
import styles from './schema.module.css'
import { SchemaContext } from './schema-context.ts'

interface SchemaGroupProps {
  readonly node: SchemaNode
  readonly label: string
  readonly pointer: string
  readonly outermost?: boolean
  readonly children: ReactNode
}

/** Fields that belong together, under one name. */
export function SchemaGroup({ node, label, pointer, outermost = false, children }: SchemaGroupProps) {
  const problem = use(SchemaContext).problemAt(pointer)
  const hint = hintOf(node)
  return (
    <fieldset className={outermost ? styles.outermost : styles.group}>
      <legend className={outermost ? 'visually-hidden' : field.label}>{label}</legend>
      {hint !== '' && !outermost && <p className={field.hint}>{hint}</p>}
      {children}
      {problem !== undefined && (
        <p className={field.error} role="alert">
          {label} {problem}
        </p>
      )}
    </fieldset>
  )
}
