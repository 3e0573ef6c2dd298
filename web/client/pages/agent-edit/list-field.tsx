import { useState } from 'react'
import type { FieldProps } from '../../kit/form/field.tsx'
import { TextArea } from '../../kit/form/text-area.tsx'

interface ListFieldProps extends FieldProps {
  readonly value: readonly string[]
  readonly onChange: (value: string[]) => void
  readonly rows?: number
  readonly mono?: boolean
  readonly placeholder?: string
}

/** Several texts, one a line. Empty lines are there while one types and not in the list. */
export function ListField({ value, onChange, ...field }: ListFieldProps) {
  const [text, setText] = useState(value.join('\n'))
  // The list changed by something else than this field.
  const shown = same(linesOf(text), value) ? text : value.join('\n')
  return (
    <TextArea
      {...field}
      value={shown}
      onChange={(next) => {
        setText(next)
        onChange(linesOf(next))
      }}
    />
  )
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one, index) => one === b[index])
}
