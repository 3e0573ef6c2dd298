import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Public data lies beside the repository, our own in it. */
const PLACES = [join(import.meta.dirname, '../../../../shared/data/routing'), join(import.meta.dirname, '../../fixtures/routing')]

/** Every routing data set of this machine. */
export function dataFolders(): string[] {
  return PLACES.filter((place) => existsSync(place)).flatMap((place) =>
    readdirSync(place)
      .sort()
      .map((name) => join(place, name))
      .filter((folder) => existsSync(join(folder, 'tasks.jsonl'))),
  )
}
