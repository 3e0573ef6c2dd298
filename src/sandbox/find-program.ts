import { accessSync, constants, statSync } from 'node:fs'
import { join } from 'node:path'

// Fixed folders and not $PATH: the helpers that build the sandbox must not come from a folder that a workspace could put first.
const SYSTEM_BIN = ['/usr/bin', '/bin', '/usr/local/bin', '/usr/sbin', '/sbin', '/run/current-system/sw/bin']

/** Absolute path of a program of the system, or undefined. */
export function findProgram(name: string, folders: readonly string[] = SYSTEM_BIN): string | undefined {
  return folders.map((folder) => join(folder, name)).find(isExecutable)
}

export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}
