import { nodePrograms } from '../sandbox/node-programs.ts'
import { findShellMask } from './terminal-mask.ts'
import type { ShellScopeFor } from './terminal-scope.ts'

export interface WorkspaceScopeOptions {
  /** Whether agents may not read the path (the path jail says it). */
  readonly isSecret: (path: string) => boolean
  /** Whether a rule of the policy allows reading the path, but not changing it. */
  readonly isReadOnly: (path: string) => boolean
  /** Further folders that tools may use; for a shell they are writable as the workspace is. */
  readonly extraPaths: readonly string[]
  /** The node that runs claw: `node`, `npm` and `npx` inside are the same. Null: the sandbox has one. */
  readonly nodePath: string | null
  /** Whether the sandbox lets commands reach the hosts that the person allows. */
  readonly network: boolean
}

/** The usual scope: workspace and further folders writable, secrets hidden in each of them, git's hooks and settings read-only. */
export function createWorkspaceScope({ isSecret, isReadOnly, extraPaths, nodePath, network }: WorkspaceScopeOptions): ShellScopeFor {
  const node = nodePath === null ? { read: [], programs: [] } : nodePrograms(nodePath)
  return async ({ workspace }) => {
    const write = [workspace, ...extraPaths]
    const masks = await Promise.all(write.map((folder) => findShellMask(folder, { isSecret, isReadOnly })))
    return {
      ...node,
      write,
      hide: masks.flatMap((mask) => mask.hide),
      protect: masks.flatMap((mask) => mask.protect),
      network,
    }
  }
}
