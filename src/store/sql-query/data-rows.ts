export type Cell = string | number | null

/** Rows of a data file. It can be read as often as needed: once for the types, once for the values. */
export interface DataRows {
  columns(): Promise<readonly string[]>
  rows(): AsyncIterable<readonly Cell[]>
  /** Whether texts may stand for numbers: in CSV everything is text. */
  readonly textIsTyped: boolean
}
