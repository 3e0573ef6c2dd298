import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Folder of the installed package: the nearest one above this file with a package.json, from the sources and from dist alike. */
export function packageDir(from: string = import.meta.url): string {
  const start = dirname(fileURLToPath(from))
  for (let folder = start; dirname(folder) !== folder; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder
  }
  return start
}
