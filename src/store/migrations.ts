import { initialSchema } from './migrations/0001-initial.ts'

/** Forward only. The number is the schema version after it (`PRAGMA user_version`). */
export interface Migration {
  readonly version: number
  readonly sql: string
}

export const MIGRATIONS: readonly Migration[] = [{ version: 1, sql: initialSchema }]
