import type { AgentFolder } from '../capsules/agent-folder.ts'
import { ClawError } from '../kernel/claw-error.ts'
import { hashJson } from '../kernel/hash.ts'
import { askFacts } from './ask/ask-facts.ts'
import { askOnce } from './ask/ask-once.ts'
import type { RunContext } from './run-context.ts'

export interface ProgramToApprove {
  readonly agent: AgentFolder
  readonly subtask_id: string
  readonly attempt: number
}

/** A program that an agent brings along needs an OS sandbox that holds; where there is none a person is asked before it starts. Throws APPROVAL_DENIED. */
export async function approveProgram(context: RunContext, { agent, subtask_id, attempt }: ProgramToApprove): Promise<void> {
  const { entrypoint } = agent.manifest
  if (context.ports.sandboxHolds || entrypoint === 'builtin') return
  const { agent_id, folder, digest } = agent
  const args = { tool: 'entrypoint', args: { agent_id, command: entrypoint.command, folder, digest } }
  const verdict = await askOnce(
    context,
    { subtask_id: `@start.${subtask_id}`, attempt },
    {
      kind: 'tool',
      mode: 'interactive',
      subtask_id,
      attempt,
      agent_id,
      args,
      args_hash: hashJson(args),
      summary: `Start the program of the agent '${agent.manifest.name}'`,
      why: 'no OS sandbox holds on this machine, so a program that came with an agent could do anything that you can do (rule sandbox.entrypoint)',
      claim: agent.manifest.description,
      facts: askFacts(context, agent, {
        effects: ['everything that you can do: files, network, secrets, processes (no OS sandbox holds here)'],
      }),
      clock: { pause: () => () => undefined },
      signal: context.signal,
    },
  )
  if (!verdict.approved)
    throw new ClawError(
      'APPROVAL_DENIED',
      `Starting the program of '${agent_id}' was denied by ${verdict.by}${verdict.note ? `: ${verdict.note}` : '.'}`,
    )
}
