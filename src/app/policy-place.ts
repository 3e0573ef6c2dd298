import { join } from 'node:path'
import type { Config } from '../config/config.ts'

/** Where the two policy files of a workspace stand. */
export function policyPaths(config: Config): { readonly user: string; readonly workspace: string } {
  return { user: join(config.userConfigDir, 'policy.json'), workspace: join(config.stateDir, 'policy.json') }
}
