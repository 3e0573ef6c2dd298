import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const FOLDER = resolve(import.meta.dirname, '../../../web/client/app')
const DEFINED = /\bdefinePlace\(\{\s*path: '([^']+)',\s*title: '([^']+)'/g

/** The path of every place, as the client's tables of places have them: `/runs/$run_id`. A new page is there by itself. */
export function placePaths(): string[] {
  return [...placeTitles().keys()]
}

/** The name of a place in the navigation and in the title of the window. */
export function placeTitle(path: string): string {
  const title = placeTitles().get(path)
  if (title === undefined) throw new Error(`No place has the path ${path}.`)
  return title
}

function placeTitles(): ReadonlyMap<string, string> {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('places.ts'))
  const texts = files.map((name) => readFileSync(join(FOLDER, name), 'utf8'))
  const found = texts.flatMap((text) => [...text.matchAll(DEFINED)].map(([, path = '', title = '']) => [path, title] as const))
  const defined = texts.join('').split('definePlace({').length - 1
  if (found.length === 0 || found.length !== defined)
    throw new Error(`${FOLDER} defines ${defined} places, of which ${found.length} can be read.`)
  return new Map(found)
}

/** A path with parameters once for each of their values. Throws for a parameter that has none. */
export function addressesOf(path: string, values: Readonly<Record<string, readonly string[]>>): string[] {
  const [whole, name] = /\$(\w+)/.exec(path) ?? []
  if (whole === undefined || name === undefined) return [path]
  const given = values[name]
  if (given === undefined) throw new Error(`${path}: the test knows no ${name}. Give it one in tests/helpers/dashboard/place-values.ts.`)
  return given.flatMap((value) => addressesOf(path.replace(whole, encodeURIComponent(value)), values))
}
