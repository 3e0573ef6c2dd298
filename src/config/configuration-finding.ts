import type { Config } from './config.ts'
import { missingKey } from './require-usable-provider.ts'

/** How a configuration that could be read stands: what it is, or what it lacks. */
export function configurationFinding(config: Config): { readonly state: 'ok' | 'failed'; readonly detail: string; readonly fix: string } {
  const problem = missingKey(config)
  if (problem !== undefined) return { state: 'failed', detail: problem.message, fix: problem.fix }
  return { state: 'ok', detail: `workspace ${config.workspace}; engine ${config.provider} (${config.providerReason})`, fix: '' }
}
