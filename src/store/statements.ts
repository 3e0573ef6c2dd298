import type { RunResult, Statement as SqliteStatement } from 'better-sqlite3'
import type { Connection } from './connection.ts'
import { mapStoreErrors, toStoreError } from './store-error.ts'

export interface Statement {
  run(...params: unknown[]): RunResult
  get<Row>(...params: unknown[]): Row | undefined
  all<Row>(...params: unknown[]): Row[]
  /** Row by row. The connection takes no other statement before the last one was taken or the loop was left. */
  iterate<Row>(...params: unknown[]): IterableIterator<Row>
}

export type Statements<Names extends string> = { readonly [Name in Names]: Statement }

/** Named SQL texts as statements, each prepared at its first use and kept. Failures come out as ClawErrors. */
export function prepareStatements<Names extends string>(connection: Connection, texts: Readonly<Record<Names, string>>): Statements<Names> {
  const statements = {} as Record<Names, Statement>
  for (const name of Object.keys(texts) as Names[]) defineLazily(statements, name, () => prepareStatement(connection, texts[name]))
  return statements
}

export function prepareStatement({ db, path }: Connection, text: string): Statement {
  const prepared: SqliteStatement<unknown[]> = mapStoreErrors(path, () => db.prepare<unknown[]>(text))
  function guard<T>(call: (...params: unknown[]) => T): (...params: unknown[]) => T {
    return (...params) => {
      try {
        return call.apply(prepared, params)
      } catch (error) {
        throw toStoreError(error, path)
      }
    }
  }
  function* iterate(...params: unknown[]): Generator<unknown> {
    try {
      yield* prepared.iterate(...params)
    } catch (error) {
      throw toStoreError(error, path)
    }
  }
  return { run: guard(prepared.run), get: guard(prepared.get), all: guard(prepared.all), iterate } as Statement
}

function defineLazily<T extends object, Name extends keyof T>(target: T, name: Name, make: () => T[Name]): void {
  Object.defineProperty(target, name, {
    configurable: true,
    get: () => {
      const value = make()
      Object.defineProperty(target, name, { value })
      return value
    },
  })
}
