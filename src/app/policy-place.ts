import { join } from 'node:path'
import type { Config } from '../config/config.ts'
import { STATE_FOLDER } from '../config/find-workspace.ts'

/** Where the two policy files stand. A folder that is only looked at keeps its state elsewhere, so the workspace's file is not sought in there. */
export function policyPaths({ userConfigDir, workspace }: Config): { readonly user: string; readonly workspace: string } {
  return { user: join(userConfigDir, 'policy.json'), workspace: join(workspace, STATE_FOLDER, 'policy.json') }
}
