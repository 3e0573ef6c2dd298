import { fsyncSync, lstatSync, rmdirSync, rmSync, unlinkSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { ClawError } from '../../kernel/claw-error.ts'
import type { JsonObject } from '../../kernel/json.ts'
import { pathError } from '../path-jail-real.ts'
import { fileIdentity, isIdentity } from './file-identity.ts'
import type { FileIoInput } from './file-io-input.ts'
import type { FileServices } from './file-io-services.ts'
import type { FileOperation } from './file-operation.ts'
import { hasProtected } from './has-protected.ts'

/** Op `delete`: a file, an empty folder, or with `recursive` a whole one, unless it holds something that agents may not touch. */
export const deletePath: FileOperation = {
  prepare: async (input, services) => {
    refuseRoot(input, services)
    const identity = fileIdentity(input.path ?? '')
    if (identity === undefined) throw new ClawError('PATH_NOT_FOUND', `There is nothing at '${services.jail.show(input.path ?? '')}'.`)
    return { path: input.path ?? '', identity }
  },

  run: async (input, services) => {
    const path = input.path ?? ''
    if (input.recursive === true && (await hasProtected(path, services))) {
      throw new ClawError('PATH_PROTECTED', `'${services.jail.show(path)}' holds files that are out of reach for agents.`)
    }
    const folder = services.jail.openForWriting(dirname(path))
    try {
      remove(folder.at(basename(path)), input.recursive === true)
      fsyncSync(folder.fd)
    } catch (error) {
      throw pathError(error, services.jail.show(path))
    } finally {
      folder.close()
    }
    return resultOf(input, services)
  },

  recover: async (input, services, detail) => {
    if (fileIdentity(input.path ?? '') === undefined) return { state: 'done', result: resultOf(input, services) }
    return { state: isIdentity(input.path ?? '', detail['identity'], { loose: true }) ? 'not_done' : 'unknown' }
  },
}

function refuseRoot({ path = '' }: FileIoInput, { jail }: FileServices): void {
  if (jail.roots.includes(path)) throw new ClawError('PATH_PROTECTED', 'The workspace itself is not deleted.')
}

// Never follows a link: rmSync removes links as links.
function remove(path: string, recursive: boolean): void {
  if (!lstatSync(path).isDirectory()) unlinkSync(path)
  else if (recursive) rmSync(path, { recursive: true })
  else rmdirSync(path)
}

function resultOf({ path = '' }: FileIoInput, { jail }: FileServices): JsonObject {
  return { path: jail.show(path), deleted: true }
}
