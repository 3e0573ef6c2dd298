import type { AgentFolder } from '../capsules/agent-folder.ts'
import { ClawError } from '../kernel/claw-error.ts'
import { hashJson } from '../kernel/hash.ts'
import { toJson } from '../kernel/json.ts'
import { askFacts } from './ask/ask-facts.ts'
import { askOnce } from './ask/ask-once.ts'
import type { PinChange } from './ports.ts'
import type { RunContext } from './run-context.ts'

export interface AgentToUse {
  readonly agent: AgentFolder
  readonly subtask_id: string
  readonly attempt: number
}

/**
 * An agent, or a skill of it, that gained power since it was pinned, or came from elsewhere and changed, is shown and asked for before it runs. The
 * yes is the acceptance. Throws APPROVAL_DENIED.
 */
export async function approveChange(context: RunContext, wanted: AgentToUse): Promise<void> {
  for (const change of await context.ports.pins.pending(wanted.agent)) await approveOne(context, wanted, change)
}

async function approveOne(
  context: RunContext,
  { agent, subtask_id, attempt }: AgentToUse,
  { thing, pinned, what }: PinChange,
): Promise<void> {
  const now = { digest: thing.digest, path: thing.path, ...thing.powers, text: thing.text }
  const before = pinned === null ? null : { digest: pinned.digest, path: pinned.path, ...pinned.powers, pinned_at: pinned.at }
  const args = toJson({ tool: `accept_${thing.kind}`, args: { id: thing.id, changes: what, before, now } })
  const args_hash = hashJson(args)
  const verdict = await askOnce(
    context,
    { subtask_id: `@accept.${subtask_id}`, attempt },
    {
      kind: 'tool',
      mode: 'interactive',
      subtask_id,
      attempt,
      agent_id: agent.agent_id,
      args,
      args_hash,
      summary: `Use the ${thing.kind} '${thing.id}' as it is now`,
      why: `it changed since it was pinned: ${what.join('; ')} (rule pin.${thing.kind})`,
      claim: '',
      facts: askFacts(context, agent, { effects: [`the ${thing.kind} works as it is now from here on`] }),
      clock: { pause: () => () => undefined },
      signal: context.signal,
    },
  )
  if (!verdict.approved)
    throw new ClawError(
      'APPROVAL_DENIED',
      `The changed ${thing.kind} '${thing.id}' was denied by ${verdict.by}${verdict.note ? `: ${verdict.note}` : '.'}`,
    )
  context.ports.pins.accept(thing)
  context.audit({
    actor: verdict.by,
    action: `${thing.kind}.accepted`,
    target: thing.id,
    subtask_id,
    agent_id: agent.agent_id,
    decision: 'allow',
    rule: `pin.${thing.kind}`,
    reason: what.join('; '),
    args_hash,
    detail: { digest: thing.digest, before: pinned?.digest ?? null },
  })
}
