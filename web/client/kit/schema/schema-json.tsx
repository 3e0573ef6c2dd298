import { use, useState } from 'react'
import { type Json, tryParseJson } from '../../../../src/kernel/json.ts'
import { TextArea } from '../form/text-area.tsx'
import { hintOf } from './hint-of.ts'
import { SchemaContext, type SchemaFieldProps } from './schema-context.ts'

/** What no field can say, as JSON. */
export function SchemaJson({ node, label, pointer, value, onChange, required }: SchemaFieldProps) {
  const { problemAt, setUnread } = use(SchemaContext)
  const [text, setText] = useState(() => write(value))
  const read = tryParseJson(text)
  // Somebody else has put another value here.
  const [known, setKnown] = useState(value)
  if (JSON.stringify(known) !== JSON.stringify(value)) {
    setKnown(value)
    if (JSON.stringify(read.ok ? read.value : undefined) !== JSON.stringify(value)) setText(write(value))
  }
  const type = (next: string) => {
    setText(next)
    const parsed = tryParseJson(next)
    const empty = next.trim() === ''
    setUnread(pointer, parsed.ok || empty ? undefined : 'is not JSON')
    if (parsed.ok || empty) {
      const read = parsed.ok ? parsed.value : undefined
      setKnown(read)
      onChange(read, pointer)
    }
  }
  const hint = `${hintOf(node)} As JSON.`.trim()
  const error = text.trim() !== '' && !read.ok ? 'This is not JSON.' : problemAt(pointer)
  return <TextArea label={label} required={required} hint={hint} error={error} mono rows={3} value={text} onChange={type} />
}

function write(value: Json | undefined): string {
  return value === undefined ? '' : JSON.stringify(value, null, 2)
}
