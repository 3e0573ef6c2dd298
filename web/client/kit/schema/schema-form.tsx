import { useMemo, useState } from 'react'
import type { Json, JsonObject } from '../../../../src/kernel/json.ts'
import { schemaNode } from '../../../../src/view/schema-form/schema-node.ts'
import { schemaProblems } from '../../../../src/view/schema-form/schema-problems.ts'
import type { FieldProblem } from '../notice/problem-of.ts'
import { SchemaContext } from './schema-context.ts'
import { SchemaField } from './schema-field.tsx'

interface SchemaFormProps {
  /** JSON Schema 2020-12: of a tool, of a setting. */
  readonly schema: JsonObject
  /** "Arguments of file_io" */
  readonly label: string
  readonly value: Json | undefined
  /** `problems`: what keeps it from being sent, each with a pointer into the value. */
  readonly onChange: (value: Json | undefined, problems: readonly FieldProblem[]) => void
  /** What the server said of the last try; each is told at its field. */
  readonly told?: readonly FieldProblem[]
  /** What is missing is told at once: somebody has tried to send it. */
  readonly tried?: boolean
}

const NOTHING: readonly FieldProblem[] = []

/** The fields that a schema describes. They stand within a Form, or beside a button of their own. */
export function SchemaForm({ schema, label, value, onChange, told = NOTHING, tried = false }: SchemaFormProps) {
  const node = useMemo(() => schemaNode(schema), [schema])
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set())
  // JSON that is being written and is none yet, by its place.
  const [unread, setUnread] = useState<ReadonlyMap<string, string>>(new Map())
  const found = useMemo(() => problemsOf(schemaProblems(node, value), unread), [node, value, unread])
  const shown = useMemo(
    () =>
      new Map(
        [...found.filter(({ pointer }) => tried || touched.has(pointer)), ...told].map((one) => [
          one.pointer.replace(/^#/, ''),
          one.detail,
        ]),
      ),
    [found, told, tried, touched],
  )
  const context = useMemo(
    () => ({
      Inner: SchemaField,
      problemAt: (pointer: string) => shown.get(pointer),
      touch: (pointer: string) => setTouched((before) => (before.has(pointer) ? before : new Set(before).add(pointer))),
      setUnread: (pointer: string, reason: string | undefined) =>
        setUnread((before) => {
          const after = new Map(before)
          if (reason === undefined) after.delete(pointer)
          else after.set(pointer, reason)
          return after
        }),
    }),
    [shown],
  )
  const change = (next: Json | undefined, at: string) => {
    context.touch(at)
    onChange(next, problemsOf(schemaProblems(node, next), unread))
  }
  return (
    <SchemaContext value={context}>
      <SchemaField node={node} label={label} pointer="" value={value} onChange={change} required outermost />
    </SchemaContext>
  )
}

function problemsOf(found: readonly FieldProblem[], unread: ReadonlyMap<string, string>): FieldProblem[] {
  return [...found.filter(({ pointer }) => !unread.has(pointer)), ...[...unread].map(([pointer, detail]) => ({ pointer, detail }))]
}
