import { join } from 'node:path'
import type { Clock } from '../../kernel/clock.ts'
import { mapStoreErrors } from '../../store/store-error.ts'
import { withFileLock } from '../../store/with-file-lock.ts'
import { type Grant, isLive } from './grant.ts'
import { readGrantFile, writeGrantFile } from './grant-file.ts'
import type { GrantSubject } from './grant-subject.ts'
import { matchesGrant } from './matches-grant.ts'

/** The saved grants of the user, in one file outside of every workspace. Each call reads what is there now: a revocation holds at once. */
export interface GrantBook {
  readonly path: string
  list(): Grant[]
  /** The live grant that lets this call through. `exactOnly`: only one for these very arguments counts. */
  find(call: GrantSubject, options: { readonly exactOnly: boolean }): Grant | undefined
  add(grant: Grant): void
  /** Takes these away and gives back those that were there. */
  remove(wanted: (grant: Grant) => boolean): Grant[]
}

export function createGrantBook({
  userConfigDir,
  clock,
}: {
  readonly userConfigDir: string
  readonly clock: Pick<Clock, 'now'>
}): GrantBook {
  const path = join(userConfigDir, 'grants.json')
  const change = (act: (grants: Grant[]) => Grant[]): void =>
    withFileLock(`${path}.lock`, () => mapStoreErrors(path, () => writeGrantFile(path, act(readGrantFile(path)))))
  return {
    path,
    list: () => readGrantFile(path),
    find: (call, { exactOnly }) => {
      const now = clock.now()
      const fits = (grant: Grant): boolean =>
        isLive(grant, now) && (!exactOnly || grant.match.by === 'arguments') && matchesGrant(grant, call)
      return readGrantFile(path).find(fits)
    },
    add: (grant) => change((grants) => [...grants.filter((one) => isLive(one, clock.now())), grant]),
    remove: (wanted) => {
      const gone: Grant[] = []
      change((grants) => {
        gone.push(...grants.filter(wanted))
        return grants.filter((grant) => !gone.includes(grant))
      })
      return gone
    },
  }
}
