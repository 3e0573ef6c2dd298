import type { AgentFolder } from '../capsules/agent-folder.ts'
import { type AttemptScope, toolsWithin } from './attempt-scope.ts'
import type { RunContext } from './run-context.ts'

/** What an agent may use here: its allowlist, within what the work that gave it away has, and within what the person left to this run. */
export function toolsOfAgent({ options }: Pick<RunContext, 'options'>, agent: AgentFolder, scope: AttemptScope): string[] {
  return toolsWithin(toolsWithin(agent.manifest.tools_allowlist, scope.tools), options.tools ?? null)
}
