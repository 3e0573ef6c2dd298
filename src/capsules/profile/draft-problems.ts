import { describeIssues } from '../../protocol/describe-issues.ts'
import { CORE_TOOLS } from '../../protocol/manifest.ts'
import type { Skill } from '../agent-folder.ts'
import { type AgentProfile, agentProfileSchema } from '../agent-profile.ts'
import { profileProblems } from './profile-problems.ts'

export interface Draft {
  readonly name: string
  readonly description: string
  readonly tags: readonly string[]
  readonly tools: readonly string[]
  readonly skill_ids: readonly string[]
  readonly examples: readonly string[]
  readonly role_text: string
}

/** Why what a person typed would not be made an agent. Beside the rules for proposals: one example will do, and which tools it gets is theirs to say. */
export function draftProblems(
  draft: Draft,
  { taken, skills }: { taken: readonly string[]; skills: readonly Pick<Skill, 'skill_id' | 'tools'>[] },
): string[] {
  const unknown = draft.tools.filter((tool) => !CORE_TOOLS.some((known) => known === tool))
  const tools = CORE_TOOLS.filter((tool) => draft.tools.includes(tool))
  const profile = { ...draft, tools, tags: [...draft.tags], skill_ids: [...draft.skill_ids], examples: [...draft.examples] }
  const rules = { taken, skills, requiredTools: CORE_TOOLS, minExamples: 1 }
  return [
    ...(taken.includes(draft.name) ? [`name: there is an agent of this name: ${JSON.stringify(draft.name)}`] : []),
    ...unknown.map((tool) => `tools: there is no tool ${JSON.stringify(tool)}. Known tools: ${CORE_TOOLS.join(', ')}`),
    ...firstOfEachField([...profileProblems(profile, rules), ...misshapen(profile)]),
  ]
}

function misshapen(profile: AgentProfile): string[] {
  const { error } = agentProfileSchema.safeParse({ ...profile, role_text: profile.role_text || 'made from the description' })
  return error === undefined ? [] : error.issues.map((issue) => describeIssues([issue]))
}

function firstOfEachField(problems: readonly string[]): string[] {
  const fieldOf = (problem: string): string => problem.split(/[.:]/)[0] ?? ''
  return problems.filter((problem, i) => problems.findIndex((other) => fieldOf(other) === fieldOf(problem)) === i)
}
