import type { Config } from '../../config/config.ts'
import { walk } from '../../tools/file-io/walk.ts'
import { createPathJail } from '../../tools/path-jail.ts'

const MAX_PATHS = 100_000

/** Files and folders (with `/` at the end) of the workspace, in no order: what git ignores, and what is protected, is left out; no link is followed. */
export async function workspaceFiles(config: Config): Promise<string[]> {
  const { signal } = new AbortController()
  const jail = createPathJail({ roots: [config.workspace], protectedGlobs: [config.stateDir, config.userStateDir, config.userConfigDir] })
  const found: string[] = []
  for await (const { below, kind } of walk({ jail, start: jail.workspace, recursive: true, includeIgnored: false, signal })) {
    if (kind === 'file' || kind === 'dir') found.push(kind === 'dir' ? `${below}/` : below)
    if (found.length >= MAX_PATHS) break
  }
  return found
}
