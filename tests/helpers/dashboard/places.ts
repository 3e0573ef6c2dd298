import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

const TABLE = resolve(import.meta.dirname, '../../../web/client/app/places.ts')

/** The path of every place, as the client's table of places has them: `/runs/$run_id`. A new page is there by itself. */
export function placePaths(): string[] {
  const paths = [...readFileSync(TABLE, 'utf8').matchAll(/\bpath: '([^']+)'/g)].map(([, path = '']) => path)
  if (paths.length === 0) throw new Error(`No place was found in ${TABLE}.`)
  return paths
}

/** The name of a place in the navigation and in the title of the window. */
export function placeTitle(path: string): string {
  const escaped = path.replaceAll(/[$/]/g, '\\$&')
  const [, title] = new RegExp(`path: '${escaped}',\\s*title: '([^']+)'`).exec(readFileSync(TABLE, 'utf8')) ?? []
  if (title === undefined) throw new Error(`${path} has no title in ${TABLE}.`)
  return title
}

/** Addresses of every place: a path with parameters once for each of their values. Throws for a parameter that has none. */
export function placeAddresses(values: Readonly<Record<string, readonly string[]>>): string[] {
  return placePaths().flatMap((path) => fill(path, values))
}

function fill(path: string, values: Readonly<Record<string, readonly string[]>>): string[] {
  const [whole, name] = /\$(\w+)/.exec(path) ?? []
  if (whole === undefined || name === undefined) return [path]
  const given = values[name]
  if (given === undefined) throw new Error(`${path}: the test knows no ${name}. Give it one in tests/helpers/dashboard/place-values.ts.`)
  return given.flatMap((value) => fill(path.replace(whole, encodeURIComponent(value)), values))
}
