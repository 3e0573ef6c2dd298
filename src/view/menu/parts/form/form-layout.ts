import { textWidth } from '../../../text-width.ts'
import type { FormState } from './form-state.ts'

/** From so many columns on, labels stand beside what is filled in; below that above it. */
const BESIDE = 60
const MARKS = 4
const INDENT = 2

export function labelsBeside(columns: number): boolean {
  return columns >= BESIDE
}

/** Columns of a label with its marks. */
export function labelColumns({ spec }: FormState): number {
  return Math.min(26, Math.max(...spec.fields.map(({ label }) => textWidth(label)), 0) + MARKS)
}

/** Columns in which a value is written. */
export function fieldColumns(form: FormState, columns: number): number {
  return Math.max(4, columns - (labelsBeside(columns) ? labelColumns(form) : INDENT) - 1)
}
