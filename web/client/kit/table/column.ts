import type { ReactNode } from 'react'

/** A column of a DataTable. Keep the list of them outside of the component: a new list draws every row anew. */
export interface Column<Row> {
  readonly id: string
  readonly title: string
  readonly cell: (row: Row) => ReactNode
  /** In CSS; a column without one shares what is left. */
  readonly width?: string
  /** Numbers stand at the end, below each other. */
  readonly align?: 'end'
  /** It can be sorted by: the table says so by `onSort`, whoever gives the rows does it. */
  readonly sorts?: boolean
  /** It goes first when the room is short. */
  readonly minor?: boolean
  /** One line, cut with an ellipsis; else it wraps. */
  readonly oneLine?: boolean
}

export interface Sorting {
  /** The id of a column. */
  readonly by: string
  readonly down: boolean
}
