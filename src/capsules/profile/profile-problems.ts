import { visibleText } from '../../kernel/visible-text.ts'
import type { Skill } from '../agent-folder.ts'
import type { AgentProfile } from '../agent-profile.ts'
import { leastTools, untaughtTools } from './least-tools.ts'
import { type NameRules, nameProblem } from './name-problem.ts'
import { plainWords } from './plain-words.ts'
import { MIN_EXAMPLES, variedExamples } from './varied-examples.ts'

export interface ProfileRules extends NameRules {
  /** The catalog. */
  readonly skills: readonly Pick<Skill, 'skill_id' | 'tools'>[]
  readonly requiredTools: readonly string[]
  /** MIN_EXAMPLES when absent. */
  readonly minExamples?: number
}

const MIN_DESCRIPTION = 20

/** What is wrong with a proposed agent, each line fit to be sent back to who proposed it. Empty: nothing. */
export function profileProblems(profile: AgentProfile, rules: ProfileRules): string[] {
  const { name, description, examples } = profile
  const varied = variedExamples(examples).length
  const least = rules.minExamples ?? MIN_EXAMPLES
  return [
    nameProblem(name, rules),
    descriptionProblem(description, rules.task ?? ''),
    ...skillProblems(profile, rules),
    varied < least ? `examples: ${varied} of ${examples.length} differ from each other; at least ${least} must` : undefined,
    ...hiddenCharacters(profile),
  ].filter((problem) => problem !== undefined)
}

function descriptionProblem(description: string, task: string): string | undefined {
  if (description.length < MIN_DESCRIPTION) return `description: ${description.length} characters do not tell it apart from other agents`
  const asked = plainWords(task).join(' ')
  if (asked === '' || plainWords(description).join(' ') !== asked) return undefined
  return 'description: it is the task itself; describe the kind of work'
}

function skillProblems({ skill_ids, tools }: AgentProfile, { skills, requiredTools }: ProfileRules): string[] {
  const known = skills.map((skill) => skill.skill_id)
  const own = skills.filter((skill) => skill_ids.includes(skill.skill_id))
  const unknown = skill_ids.filter((id) => !known.includes(id))
  const untaught = requiredTools.length > 0 ? [] : untaughtTools(leastTools({ proposed: tools, required: [] }), own)
  return [
    ...unknown.map((id) => `skill_ids: there is no skill ${JSON.stringify(id)}. Known skills: ${known.join(', ')}`),
    ...untaught.map((tool) => `tools: none of its skills is about ${tool}; leave it out, or name the skill that needs it`),
  ]
}

function hiddenCharacters({ name, description, examples, role_text }: AgentProfile): string[] {
  const texts = { name, description, examples: examples.join('\n'), role_text }
  return Object.entries(texts)
    .filter(([, text]) => visibleText(text) !== text)
    .map(([field]) => `${field}: it has control, direction or zero-width characters`)
}
