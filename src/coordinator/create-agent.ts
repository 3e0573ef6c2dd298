import type { AgentFolder } from '../capsules/agent-folder.ts'
import type { AgentProfile } from '../capsules/agent-profile.ts'
import { ClawError } from '../kernel/claw-error.ts'
import { hashJson } from '../kernel/hash.ts'
import { type Json, toJson } from '../kernel/json.ts'
import type { Subtask } from '../protocol/plan.ts'
import { askFacts } from './ask/ask-facts.ts'
import { askOnce } from './ask/ask-once.ts'
import { giveToTwin, type Twin, twinOf } from './give-to-twin.ts'
import { journaledModelCall } from './journaled-model-call.ts'
import type { RunContext } from './run-context.ts'

/**
 * profile -> the same purpose? then that agent learns the task -> approval gate -> folder and registry row. Denied is the end of the subtask,
 * never a weaker agent in its place.
 */
export async function createAgent(context: RunContext, subtask: Subtask): Promise<AgentFolder> {
  if (context.ports.approvals.create === 'deny') throw refuse(context, subtask)
  const profile = await propose(context, subtask)
  const twin = (): Promise<Twin | undefined> => twinOf(context, profile)
  for (;;) {
    const known = await twin()
    if (known === undefined) await approve(context, subtask, profile)
    const agent = await context.ports.agents.exclusively(async () => {
      // While the person was asked, another run may have made it; and the twin of before may be gone.
      const now = await twin()
      if (now !== undefined) return giveToTwin(context, subtask, profile, now)
      return known === undefined ? make(context, subtask, profile) : undefined
    })
    if (agent !== undefined) return agent
  }
}

async function propose(context: RunContext, subtask: Subtask): Promise<AgentProfile> {
  const wanted = { task: subtask.task, required_tools: subtask.required_tools, run_id: context.run.run_id }
  const place = `@create.${subtask.id}`
  if (context.ports.model !== null) return context.ports.agents.proposeWithModel(wanted, journaledModelCall(context, place))
  requireNoneProposed(context, place)
  const profile = await context.ports.agents.proposeFromCatalog(wanted)
  if (profile) return profile
  throw new ClawError('NO_MODEL', 'No agent fits this task, and no skill of the catalog does either.')
}

// Resumed without the model, the run would fail for good, and with it what a person may have approved: a resume with the model goes on from the journal.
function requireNoneProposed({ ports: { store }, run }: RunContext, subtask_id: string): void {
  const asked = store.journal.list({ run_id: run.run_id, subtask_id, attempt: 1 })
  if (!asked.some((entry) => entry.kind === 'model_call')) return
  throw new ClawError('MODEL_UNAVAILABLE', 'A model has proposed an agent for this task, and no model is configured now.', {
    fix: `claw doctor; claw resume ${run.run_id}`,
  })
}

async function make(context: RunContext, subtask: Subtask, profile: AgentProfile): Promise<AgentFolder> {
  const { model, agents } = context.ports
  const created_by = model === null ? 'rules' : `${model.provider}/${model.model}`
  const agent = await agents.create(profile, { created_by, run_id: context.run.run_id })
  context.transaction(() => {
    context.emit({
      type: 'agent.created',
      subtask_id: subtask.id,
      data: {
        agent_id: agent.agent_id,
        name: profile.name,
        description: profile.description,
        tools: [...profile.tools],
        skills: [...profile.skill_ids],
        folder: agent.folder,
        engine: model === null ? 'rules' : 'model',
      },
    })
    context.audit({
      actor: 'claw',
      action: 'agent.created',
      target: agent.agent_id,
      subtask_id: subtask.id,
      agent_id: agent.agent_id,
      reason: `no agent fits: ${subtask.title}`,
    })
    context.ports.store.subtasks.update(context.fence, subtask.id, { agent_id: agent.agent_id })
  })
  return agent
}

async function approve(context: RunContext, subtask: Subtask, profile: AgentProfile): Promise<void> {
  const args = toJson(profile) as Json
  const verdict = await askOnce(
    context,
    { subtask_id: `@create.${subtask.id}`, attempt: 1 },
    {
      kind: 'create_agent',
      mode: context.ports.approvals.create,
      subtask_id: subtask.id,
      attempt: null,
      agent_id: null,
      args,
      args_hash: hashJson(args),
      summary: `Create the agent '${profile.name}' with ${profile.tools.join(', ') || 'no tools'}`,
      why: 'no agent fits this task well enough (CLOSED_CLAW_LOW_CONFIDENCE_THRESHOLD), and new agents need approval (CLOSED_CLAW_CREATE_APPROVAL_MODE)',
      claim: profile.description,
      facts: askFacts(context, null, {
        effects: ['files: a new folder for the agent', `the agent gets: ${profile.tools.join(', ') || 'no tools'}`],
      }),
      clock: { pause: () => () => undefined },
      signal: context.signal,
    },
  )
  if (!verdict.approved) throw denied(verdict.by, verdict.note)
}

function refuse(context: RunContext, subtask: Subtask): ClawError {
  context.audit({
    actor: 'setting:deny',
    action: 'agent.create',
    target: subtask.title,
    subtask_id: subtask.id,
    decision: 'deny',
    rule: 'CLOSED_CLAW_CREATE_APPROVAL_MODE',
    args_hash: hashJson({ task: subtask.task }),
  })
  return denied('setting:deny', '')
}

function denied(by: string, note: string): ClawError {
  return new ClawError(
    'AGENT_CREATION_DENIED',
    `No agent fits, and the creation of a new one was denied by ${by}${note ? `: ${note}` : ''}.`,
  )
}
