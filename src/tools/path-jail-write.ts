import { constants, mkdirSync, openSync } from 'node:fs'
import { relative, sep } from 'node:path'
import { ClawError } from '../kernel/claw-error.ts'
import { type JailedFolder, jailedFolder } from './path-jail-open.ts'
import { codeOf, pathError } from './path-jail-real.ts'

const FLAGS = constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW

/** Walks from the root to a folder, one component after the other, each opened below the one before and never through a link. */
export function openForWriting({ root, path, create }: { root: string; path: string; create: boolean }): JailedFolder {
  let folder = jailedFolder(openSync(root, FLAGS), root)
  for (const name of relative(root, path).split(sep).filter(Boolean)) {
    try {
      const next = `${folder.path === sep ? '' : folder.path}${sep}${name}`
      folder = stepInto(folder, { name, next, create })
    } catch (error) {
      throw walkError(error, path)
    }
  }
  return folder
}

function stepInto(folder: JailedFolder, { name, next, create }: { name: string; next: string; create: boolean }): JailedFolder {
  try {
    if (create) makeFolder(folder.at(name))
    return jailedFolder(openSync(folder.at(name), FLAGS), next)
  } finally {
    folder.close()
  }
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path)
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
  }
}

function walkError(error: unknown, path: string): ClawError {
  const code = codeOf(error)
  // O_DIRECTORY with O_NOFOLLOW answers ENOTDIR for a link as well as for a file.
  if (code === 'ENOTDIR' || code === 'ELOOP')
    return new ClawError('PATH_NOT_FILE', `A part of '${path}' is not a folder.`, { cause: error })
  return pathError(error, path)
}
