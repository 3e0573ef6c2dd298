/** What the host asks of the worker. */
export interface QueryRequest {
  /** Absolute and canonical. */
  readonly db_path: string
  /** The path as messages name it. */
  readonly shown: string
  readonly query: string
  readonly params: readonly (string | number | boolean | null)[]
  readonly max_rows: number
  readonly max_bytes: number
  /** Which file the jail has checked. */
  readonly dev: number
  readonly ino: number
}
