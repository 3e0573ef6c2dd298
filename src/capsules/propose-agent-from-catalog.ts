import type { Skill } from './agent-folder.ts'
import type { AgentProfile } from './agent-profile.ts'
import { catalogName } from './profile/catalog-name.ts'
import { catalogRoleText } from './profile/catalog-role-text.ts'
import { chooseSkills, requiredToolsOf, takenSkills, toolsOf } from './profile/choose-skills.ts'
import { rankByText } from './profile/rank-by-text.ts'
import { variedExamples } from './profile/varied-examples.ts'

/** A recipe of a skill as far as a new agent is described by it. */
export interface SkillRecipe {
  readonly skill_id: string
  readonly description: string
  readonly tools: readonly string[]
  /** Tasks as people would type them. */
  readonly phrasings: readonly string[]
}

export interface CatalogProposal {
  readonly task: string
  readonly skills: readonly Skill[]
  readonly recipes: readonly SkillRecipe[]
  readonly requiredTools: readonly string[]
  /** Names of the agents that exist. */
  readonly taken: readonly string[]
  readonly embed: (texts: readonly string[]) => Promise<Float32Array[]>
}

const MAX_RECIPES = 5
const DESCRIPTION_CHARACTERS = 600

/**
 * A new agent without a model: the skills nearest to the task and those that the required tools need, described by their recipes. undefined when
 * neither says anything about the task: an agent made from nothing would only pretend.
 */
export async function proposeAgentFromCatalog(proposal: CatalogProposal): Promise<AgentProfile | undefined> {
  const { task, requiredTools, taken } = proposal
  const wanted = requiredToolsOf(requiredTools)
  const skills = takenSkills(await chooseSkills(proposal))
  const [first] = skills
  if (first === undefined) return undefined
  const tools = wanted.length > 0 ? wanted : toolsOf(first)
  const recipes = await nearRecipes(proposal, skills, tools)
  return {
    name: catalogName({ skill_id: first.skill_id, work: recipes[0]?.description }, taken),
    description: describe(skills, recipes, tools),
    tags: skills.map((skill) => skill.skill_id),
    tools,
    skill_ids: skills.map((skill) => skill.skill_id),
    examples: variedExamples([task, ...inTurns(recipes.map((recipe) => recipe.phrasings))]),
    role_text: catalogRoleText({ skills, recipes, tools }),
  }
}

/** The recipes that it can carry out with these tools, those nearest to the task. */
async function nearRecipes(
  { task, recipes, embed }: CatalogProposal,
  skills: readonly Skill[],
  tools: readonly string[],
): Promise<SkillRecipe[]> {
  const ids = skills.map((skill) => skill.skill_id)
  const able = recipes.filter((recipe) => ids.includes(recipe.skill_id) && recipe.tools.every((tool) => tools.includes(tool)))
  const ranked = await rankByText(task, able, ({ description, phrasings }) => `${description}. ${phrasings[0] ?? ''}`, embed)
  return ranked.slice(0, MAX_RECIPES).map(({ item }) => item)
}

function describe(skills: readonly Skill[], recipes: readonly SkillRecipe[], tools: readonly string[]): string {
  const title = skills.map((skill) => skill.skill_id.replaceAll(/[_-]+/g, ' ')).join(', ')
  const work = recipes.length > 0 ? `For work with ${title}: ${recipes.map((recipe) => uncapital(recipe.description)).join('; ')}.` : ''
  const about = work === '' ? skills.map((skill) => skill.description).join(' ') : work
  const limit = ` Nothing that needs more than ${tools.join(', ') || 'words'}.`
  return `${about.slice(0, DESCRIPTION_CHARACTERS - limit.length)}${limit}`
}

function uncapital(text: string): string {
  const plain = text.replace(/[.;]+$/, '')
  return /^[A-Z][a-z]/.test(plain) ? plain.slice(0, 1).toLowerCase() + plain.slice(1) : plain
}

/** The first of each, then the second of each. */
function inTurns(lists: readonly (readonly string[])[]): string[] {
  const longest = Math.max(0, ...lists.map((list) => list.length))
  return Array.from({ length: longest }, (_, i) => lists.flatMap((list) => list[i] ?? [])).flat()
}
