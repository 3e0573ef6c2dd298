import type { Schema } from './open-api.ts'
import styles from './rest.module.css'
import { schemaRows, schemaType } from './schema-rows.ts'

interface SchemaTableProps {
  readonly caption: string
  readonly schema: Schema
  readonly named: Readonly<Record<string, Schema>>
}

/** What a body holds, a line a member. */
export function SchemaTable({ caption, schema, named }: SchemaTableProps) {
  const rows = schemaRows(schema, named)
  if (rows.length === 0)
    return (
      <p className={styles.note}>
        {caption}: <code>{schemaType(schema)}</code>
      </p>
    )
  return (
    <table className={styles.table}>
      <caption>
        {caption} <code>{schemaType(schema)}</code>
      </caption>
      <tbody>
        {rows.map(({ place, depth, name, type, required, notes }) => (
          <tr key={place}>
            <th scope="row" style={{ paddingInlineStart: `${depth + 0.25}rem` }}>
              {name}
              {!required && <span className={styles.optional}> optional</span>}
            </th>
            <td>
              <code>{type}</code>
              {notes.map((note) => (
                <p key={note} className={styles.note}>
                  {note}
                </p>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
