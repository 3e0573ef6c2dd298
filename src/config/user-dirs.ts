import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'

export type Environment = Readonly<Record<string, string | undefined>>

export interface UserDirs {
  readonly home: string
  readonly userConfigDir: string
  readonly userStateDir: string
  readonly userCacheDir: string
}

/** The user's folders after the XDG base directory specification: a relative XDG path is ignored, as it says. */
export function userDirs(env: Environment): UserDirs {
  const home = env['HOME'] !== undefined && isAbsolute(env['HOME']) ? env['HOME'] : homedir()
  return {
    home,
    userConfigDir: join(xdg(env['XDG_CONFIG_HOME']) ?? join(home, '.config'), 'closed-claw'),
    userStateDir: join(xdg(env['XDG_STATE_HOME']) ?? join(home, '.local', 'state'), 'closed-claw'),
    userCacheDir: join(xdg(env['XDG_CACHE_HOME']) ?? join(home, '.cache'), 'closed-claw'),
  }
}

function xdg(path: string | undefined): string | undefined {
  return path !== undefined && isAbsolute(path) ? path : undefined
}
