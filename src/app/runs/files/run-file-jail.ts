import { hiddenPaths } from '../../../policy/hidden-paths.ts'
import { createPathJail, type PathJail } from '../../../tools/path-jail.ts'
import type { Services } from '../../open-services.ts'

/** What is shown of files is what agents may read: a page must not show what a rule hides. */
export async function runFileJail({ config }: Pick<Services, 'config'>): Promise<PathJail> {
  const { policyOf } = await import('../../open-tools.ts')
  return createPathJail({
    roots: [config.workspace, ...config.extraAllowedPaths],
    protectedGlobs: [config.stateDir, config.userStateDir, config.userConfigDir, ...hiddenPaths(policyOf(config).rules, 'read')],
  })
}
