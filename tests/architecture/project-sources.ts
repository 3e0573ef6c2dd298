import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { readSource, type SourceFile } from './read-source.ts'

export const ROOT = resolve(import.meta.dirname, '../..')

/** Every source file of the product. */
export function projectSources(folders: readonly string[] = ['src', 'runtime', 'web']): SourceFile[] {
  return folders.filter((folder) => existsSync(join(ROOT, folder))).flatMap(sourcesIn)
}

function sourcesIn(folder: string): SourceFile[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.[cm]?tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
    .sort()
    .map((path) => readSource(path, readFileSync(join(ROOT, path), 'utf8')))
}
