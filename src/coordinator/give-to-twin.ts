import type { AgentFolder } from '../capsules/agent-folder.ts'
import type { AgentProfile } from '../capsules/agent-profile.ts'
import { raceAbort } from '../kernel/abort.ts'
import { nameSkeleton } from '../kernel/name-skeleton.ts'
import type { Subtask } from '../protocol/plan.ts'
import type { SamePurpose } from '../routing/find-same-purpose.ts'
import type { RunContext } from './run-context.ts'

export interface Twin {
  readonly agent: AgentFolder
  readonly same: SamePurpose
}

/** The agent that does already what the profile is for, so that duplicates are merged rather than multiplied. */
export async function twinOf(context: RunContext, profile: AgentProfile): Promise<Twin | undefined> {
  const { ports, run, signal } = context
  const before = ports.agents.madeBefore(profile, run.run_id)
  if (before !== undefined)
    return isTold(context, before) ? { agent: before, same: { agent_id: before.agent_id, score: 1, given: 1, of: 1 } } : undefined
  const namesakes = ports.agents.list().flatMap((agent) => (isNamesake(agent, profile) ? [agent.agent_id] : []))
  const same = await raceAbort(ports.router.samePurpose({ ...profile, namesakes }), signal)
  const agent = same && ports.agents.get(same.agent_id)
  return same && agent && { agent, same }
}

// A name that is taken gets a number.
function isNamesake({ manifest }: AgentFolder, { name }: AgentProfile): boolean {
  return nameSkeleton(manifest.name) === nameSkeleton(name.replace(/ \d+$/, ''))
}

// Made by another subtask of this run, and not left over from a crash of this one.
function isTold({ ports, run }: RunContext, { agent_id }: AgentFolder): boolean {
  return ports.store.events.list(run.run_id).some((event) => event.type === 'agent.created' && event.data.agent_id === agent_id)
}

/** The task becomes an example of that agent, which takes it. */
export async function giveToTwin(
  context: RunContext,
  subtask: Subtask,
  profile: AgentProfile,
  { agent, same }: Twin,
): Promise<AgentFolder> {
  const { agent_id } = agent
  const kept = await context.ports.agents.learnExample(agent_id, subtask.task)
  const reason = `it does what the proposed agent '${profile.name}' is for: ${same.given} of ${same.of} descriptions and examples would go to it`
  context.transaction(() => {
    context.emit({
      type: 'agent.learned_example',
      subtask_id: subtask.id,
      data: { agent_id, example: subtask.task, kept, proposed: profile.name, score: same.score, reason },
    })
    context.emit({
      type: 'route.decided',
      subtask_id: subtask.id,
      data: { action: 'reuse', agent_id, score: same.score, threshold: context.ports.caps.lowConfidence, reason, candidates: [] },
    })
    context.audit({
      actor: 'claw',
      action: 'agent.learned_example',
      target: agent_id,
      subtask_id: subtask.id,
      agent_id,
      decision: kept,
      reason,
    })
    context.ports.store.subtasks.update(context.fence, subtask.id, { agent_id })
  })
  return agent
}
