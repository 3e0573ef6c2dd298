import { readdirSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Secret } from '../../config/secrets/secret.ts'
import { readSecretFile, secretFilePath, secretFileText } from '../../config/secrets/secret-file.ts'
import { writePrivateFile } from '../../kernel/private-file.ts'
import { mapStoreErrors } from '../../store/store-error.ts'
import { withFileLock } from '../../store/with-file-lock.ts'

/** The user's secrets, in one file outside of every workspace. Each call reads what is there now: what was removed is not handed any more. */
export interface SecretBook {
  readonly path: string
  list(): Secret[]
  find(name: string): Secret | undefined
  /** Two processes that write at once lose nothing. */
  put(secret: Secret): void
  /** False: there was none of that name. */
  remove(name: string): boolean
}

export function createSecretBook(userConfigDir: string): SecretBook {
  const path = secretFilePath(userConfigDir)
  const list = (): Secret[] => readSecretFile(path)
  const change = (act: (secrets: Secret[]) => Secret[]): void =>
    withFileLock(`${path}.lock`, () => {
      const before = list()
      removeLeftovers(path)
      mapStoreErrors(path, () => writePrivateFile(path, secretFileText(act(before))))
    })
  return {
    path,
    list,
    find: (name) => list().find((secret) => secret.name === name),
    put: (secret) => change((secrets) => [...secrets.filter(({ name }) => name !== secret.name), secret]),
    remove: (name) => {
      if (!list().some((secret) => secret.name === name)) return false
      change((secrets) => secrets.filter((secret) => secret.name !== name))
      return true
    },
  }
}

// Of a process that was killed while it wrote: values would stay in it. Nobody else writes while the lock is held.
function removeLeftovers(path: string): void {
  const isLeftover = (name: string): boolean => name.startsWith(`${basename(path)}.`) && name.endsWith('.tmp')
  for (const name of readdirSync(dirname(path)).filter(isLeftover)) rmSync(join(dirname(path), name), { force: true })
}
