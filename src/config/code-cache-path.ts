import { join } from 'node:path'
import { userDirs } from './user-dirs.ts'

/** Where the compiled code of a command is kept, apart for each build and each version of Node; undefined for a name that is no command's. */
export function codeCachePath(build: string, command: string): string | undefined {
  if (!/^[a-z][a-z-]{0,30}$/.test(command)) return undefined
  return join(userDirs(process.env).userCacheDir, 'code', `${build}-${process.version}-${process.arch}`, `${command}.bin`)
}
