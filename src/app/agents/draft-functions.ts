import { join } from 'node:path'
import type { AgentProfile } from '../../capsules/agent-profile.ts'
import { agentSlug } from '../../capsules/agent-slug.ts'
import { newManifest } from '../../capsules/new-manifest.ts'
import { completeRoleText } from '../../capsules/profile/complete-role-text.ts'
import { draftProblems } from '../../capsules/profile/draft-problems.ts'
import { MIN_EXAMPLES, variedExamples } from '../../capsules/profile/varied-examples.ts'
import { readTemplate, TEMPLATE_PROFILE } from '../../capsules/program-template.ts'
import { ClawError } from '../../kernel/claw-error.ts'
import { systemClock } from '../../kernel/clock.ts'
import { visibleText } from '../../kernel/visible-text.ts'
import { CORE_TOOLS } from '../../protocol/manifest.ts'
import { createRouter } from '../../routing/create-router.ts'
import { findSamePurpose, type SamePurpose } from '../../routing/find-same-purpose.ts'
import { localActor } from '../create-run.ts'
import type { Services } from '../open-services.ts'
import type { AgentDraft, AgentDraftFunctions, CheckedDraft, TaughtAgent } from './draft-port.ts'
import { proposeForPerson } from './propose-for-person.ts'

export function draftFunctions(services: Services): AgentDraftFunctions {
  return {
    proposeAgent: (task, signal) => proposeForPerson(services, task, signal),
    templateDraft: (template) => ({ ...TEMPLATE_PROFILE, role_text: '', template, proposed_by: null }),
    draftChoices: () => ({
      tools: CORE_TOOLS,
      skills: services.catalog.skills().map((skill) => ({ id: skill.skill_id, description: skill.description })),
    }),
    checkDraft: (draft) => checkDraft(services, draft),
    makeAgent: (draft) => makeAgent(services, draft),
    teachAgent: (agent_id, task) => teachAgent(services, agent_id, task),
  }
}

async function checkDraft(services: Services, draft: AgentDraft): Promise<CheckedDraft> {
  const { config } = services
  const problems = problemsOf(services, draft)
  const profile = toProfile(services, draft)
  const agent_id = agentSlug(draft.name)
  const program = draft.template === null ? undefined : await readTemplate(draft.template, config.packageDir)
  const made = { agent_id, profile, created_by: draft.proposed_by ?? localActor(), clock: systemClock }
  const manifest = (): string => JSON.stringify(newManifest({ ...made, ...(program && { command: program.command }) }), null, 2)
  const twin = problems.length > 0 ? undefined : await twinOf(services, profile)
  return {
    problems,
    twin: twin === undefined || services.catalog.get(twin.agent_id)?.source === 'shipped' ? null : twin.agent_id,
    notes: problems.length > 0 ? [] : notesOn(services, profile, twin),
    agent_id,
    folder: join(config.newAgentsDir, agent_id),
    files: [
      { name: 'manifest.json', text: problems.length > 0 ? '' : manifest() },
      { name: 'skill.md', text: profile.role_text },
      ...Object.entries(program?.files ?? {}).map(([name, text]) => ({ name, text })),
    ],
  }
}

function problemsOf({ catalog }: Services, draft: AgentDraft): string[] {
  const { agents } = catalog.scanned()
  return draftProblems(draft, { taken: agents.map((agent) => agent.manifest.name), skills: catalog.skills() })
}

/** Without the secrets that a person may have pasted: the folder is there to be shared. */
function toProfile({ redactor }: Services, { template: _t, proposed_by: _p, ...draft }: AgentDraft): AgentProfile {
  const tools = CORE_TOOLS.filter((tool) => draft.tools.includes(tool))
  const role = draft.role_text.trim() === '' ? `# Role\n\n${draft.description}` : draft.role_text
  return {
    ...draft,
    tools,
    name: redactor.text(draft.name),
    description: redactor.text(draft.description),
    examples: variedExamples(draft.examples.map(redactor.text)),
    role_text: redactor.text(completeRoleText(role, tools)),
  }
}

function twinOf({ embedder, store, config }: Services, profile: AgentProfile): Promise<SamePurpose | undefined> {
  const { route } = createRouter({ embedder, search: store.agents, threshold: config.lowConfidenceThreshold })
  return findSamePurpose(route, profile)
}

function notesOn({ catalog }: Services, profile: AgentProfile, twin: SamePurpose | undefined): string[] {
  const notes = []
  if (twin !== undefined)
    notes.push(
      `${twin.agent_id} does such work already: ${twin.given} of ${twin.of} descriptions and examples would go to it. An example more may serve you better than an agent more.`,
    )
  if (profile.examples.length < MIN_EXAMPLES)
    notes.push(
      `${profile.examples.length} example${profile.examples.length === 1 ? '' : 's'}: it is found more surely with ${MIN_EXAMPLES} to 10.`,
    )
  const broken = catalog.scanned().broken.some((agent) => agent.agent_id === agentSlug(profile.name))
  if (broken || catalog.get(agentSlug(profile.name)) !== undefined)
    notes.push(`The id ${agentSlug(profile.name)} is taken: it gets a number of its own.`)
  return notes
}

async function makeAgent(services: Services, draft: AgentDraft): Promise<Awaited<ReturnType<AgentDraftFunctions['makeAgent']>>> {
  const { catalog, config, store } = services
  return catalog.exclusively(async () => {
    requireValid(problemsOf(services, draft))
    const program = draft.template === null ? undefined : await readTemplate(draft.template, config.packageDir)
    const by = localActor()
    const agent = await catalog.make({
      profile: toProfile(services, draft),
      created_by: draft.proposed_by ?? by,
      id: 'name',
      ...(program === undefined ? {} : { program }),
    })
    const { agent_id, folder } = agent
    const tools = agent.manifest.tools_allowlist
    store.audit.append({
      actor: by,
      action: 'agent.created',
      target: agent_id,
      agent_id,
      decision: 'approved',
      reason: `made by hand${draft.proposed_by === null ? '' : `, proposed by ${draft.proposed_by}`}; tools: ${tools.join(', ') || 'none'}`,
      detail: { digest_after: agent.digest, folder },
    })
    return { agent_id, folder, tools, files: ['manifest.json', 'skill.md', ...Object.keys(program?.files ?? {})] }
  })
}

async function teachAgent({ catalog, store }: Services, agent_id: string, task: string): Promise<TaughtAgent> {
  const kept = await catalog.exclusively(() => catalog.learnExample(agent_id, task))
  const reason = 'it does already what an agent was to be made for'
  store.audit.append({ actor: localActor(), action: 'agent.learned_example', target: agent_id, agent_id, decision: kept, reason })
  return { agent_id, example: task, kept }
}

function requireValid(problems: readonly string[]): void {
  if (problems.length === 0) return
  throw new ClawError('USAGE', `The agent is not made:\n${problems.map((problem) => visibleText(problem)).join('\n')}`, {
    fix: 'claw agent new --help',
  })
}
