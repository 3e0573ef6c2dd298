import { readFileSync } from 'node:fs'

/** The text of a module with parts of it replaced, each of which must be there: a new version of the package may be written in another way. */
export function replaced(path, ...changes) {
  return changes.reduce(
    (text, [what, by]) => {
      const contents = text.replace(what, by)
      if (contents === text) throw new Error(`${path} is written in another way now: look at who replaces ${what}`)
      return contents
    },
    readFileSync(path, 'utf8'),
  )
}
