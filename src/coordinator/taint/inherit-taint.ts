import type { AgentFolder } from '../../capsules/agent-folder.ts'
import type { MemoryItem } from '../../protocol/messages.ts'
import type { RunContext } from '../run-context.ts'
import { earlierRuns } from '../session-context.ts'
import { taintSources } from './run-taint.ts'

/** What earlier runs of the session have read comes along with their results. */
export function inheritFromSession(context: RunContext): void {
  const { events } = context.ports.store
  for (const run of earlierRuns(context))
    for (const [kind, source] of taintSources(events.ofType(run.run_id, 'run.tainted')))
      context.taint.mark(kind, `${source} (run ${run.run_id})`)
}

export interface Opening {
  readonly agent: AgentFolder
  readonly memories: readonly MemoryItem[]
  readonly place: { readonly subtask_id: string; readonly attempt: number }
}

/** What an attempt is told before its first tool call: the texts of an agent that nobody vouches for, and what is remembered. */
export function taintFromOpening(context: RunContext, { agent, memories, place }: Opening): void {
  const stranger = context.ports.pins.untrustedText(agent)
  if (stranger !== null) context.taint.mark('untrusted', stranger, place)
  taintFromMemories(context, agent.agent_id, memories, place)
}

export function taintFromMemories(context: RunContext, agent_id: string, memories: readonly MemoryItem[], place: Opening['place']): void {
  if (memories.some((item) => item.private !== false)) context.taint.mark('private', `memory of ${agent_id}`, place)
  if (memories.some((item) => item.untrusted === true)) context.taint.mark('untrusted', `memory of ${agent_id} from content outside`, place)
}
