import { lstatSync, type Stats } from 'node:fs'
import { basename, dirname } from 'node:path'
import type { JsonObject } from '../../kernel/json.ts'
import { pathError } from '../path-jail-real.ts'
import { entryResult, timeOf } from './collect-entries.ts'
import { digestFile } from './digest-file.ts'
import type { FileIoInput } from './file-io-input.ts'
import type { FileIoServices } from './file-io-services.ts'
import { statMany } from './stat-many.ts'
import { kindOf } from './walk.ts'

/** Op `stat`: of one path, or of everything below it that fits a pattern. */
export async function statPath(input: FileIoInput, services: FileIoServices): Promise<JsonObject> {
  return input.pattern === undefined ? statOne(input, services) : statMany(input, services)
}

async function statOne({ path = '.', fields = [] }: FileIoInput, { jail, signal }: FileIoServices): Promise<JsonObject> {
  const stat = lookAt()
  const kind = kindOf(stat)
  if (kind !== 'file') return { path: jail.show(path), kind, size: 0, mtime: timeOf(stat.mtimeMs) }
  const digest = await digestFile(path, { jail, signal, lines: fields.includes('lines'), sha256: fields.includes('sha256') })
  const below = basename(path)
  return { ...entryResult(jail, { path, below, name: below, kind, size: stat.size, mtime: stat.mtimeMs }), ...digest }

  function lookAt(): Stats {
    if (jail.roots.includes(path)) return lstatSync(path)
    const folder = jail.openFolder(dirname(path))
    try {
      return lstatSync(folder.at(basename(path)))
    } catch (error) {
      throw pathError(error, jail.show(path))
    } finally {
      folder.close()
    }
  }
}
