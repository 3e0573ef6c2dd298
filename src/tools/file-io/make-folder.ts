import { fsyncSync, lstatSync } from 'node:fs'
import { ClawError } from '../../kernel/claw-error.ts'
import type { FileOperation } from './file-operation.ts'

/** Op `mkdir`: with the folders above it. One that exists is fine. */
export const makeFolder: FileOperation = {
  prepare: async ({ path = '' }) => ({ path, existed: isFolder(path) }),

  run: async ({ path = '' }, { jail }, detail) => {
    if (lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === false)
      throw new ClawError('PATH_NOT_FILE', `'${jail.show(path)}' exists and is no folder.`)
    const folder = jail.openForWriting(path, { create: true })
    fsyncSync(folder.fd)
    folder.close()
    return { path: jail.show(path), created: detail['existed'] !== true }
  },

  recover: async ({ path = '' }, { jail }, detail) =>
    isFolder(path) ? { state: 'done', result: { path: jail.show(path), created: detail['existed'] !== true } } : { state: 'not_done' },
}

function isFolder(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true
}
