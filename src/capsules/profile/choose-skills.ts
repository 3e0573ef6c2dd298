import { CORE_TOOLS, type CoreTool } from '../../protocol/manifest.ts'
import type { Skill } from '../agent-folder.ts'
import { type Ranked, rankByText } from './rank-by-text.ts'

export interface SkillWish {
  readonly task: string
  readonly skills: readonly Skill[]
  /** How people ask for what the skills can do. */
  readonly recipes: readonly { readonly skill_id: string; readonly phrasings: readonly string[] }[]
  readonly requiredTools: readonly string[]
  readonly embed: (texts: readonly string[]) => Promise<Float32Array[]>
}

export interface SkillChoice {
  readonly skill: Skill
  /** Of its description, or of the nearest phrasing of its recipes, to the task. */
  readonly cosine: number
  /** From 0 among those that are taken; null: not taken. */
  readonly place: number | null
  readonly reason: string
}

const MAX_SKILLS = 3
const RELATED = 0.25
// Of hundreds of short phrasings one is always somewhat near.
const BY_CHANCE = 0.2

/**
 * The skills for a new agent, nearest first: one for each required tool, the nearest one that has it; beside those only what is really related
 * and adds no tool. Those that are not taken say why.
 */
export async function chooseSkills(wish: SkillWish): Promise<SkillChoice[]> {
  const ranked = await rankSkills(wish)
  const wanted = requiredToolsOf(wish.requiredTools)
  const needed = new Map(
    wanted.flatMap((tool) =>
      ranked
        .filter(({ item }) => item.tools.includes(tool))
        .slice(0, 1)
        .map(({ item }) => [item, tool]),
    ),
  )
  const related = ranked.filter(({ cosine }) => cosine >= RELATED).map(({ item }) => item)
  const allowed: readonly string[] = wanted.length > 0 ? wanted : toolsOf(related[0])
  const fitting = related.filter((skill) => skill.tools.every((tool) => allowed.includes(tool)))
  const taken = [...new Set([...needed.keys(), ...fitting])].slice(0, MAX_SKILLS)
  return ranked.map(({ item: skill, cosine }) => {
    const place = taken.includes(skill) ? taken.indexOf(skill) : null
    return { skill, cosine, place, reason: place === null ? whyNot(skill, cosine, allowed) : why(needed.get(skill)) }
  })
}

async function rankSkills({ task, skills, recipes, embed }: SkillWish): Promise<Ranked<Skill>[]> {
  const described = await rankByText(task, skills, ({ description }) => description, embed)
  const phrased = recipes.flatMap(({ skill_id, phrasings }) => phrasings.map((text) => ({ skill_id, text })))
  const asked = await rankByText(task, phrased, ({ text }) => text, embed)
  return described
    .map(({ item, cosine }) => {
      const nearest = asked.find((phrase) => phrase.item.skill_id === item.skill_id)?.cosine ?? 0
      return { item, cosine: Math.max(cosine, nearest - BY_CHANCE) }
    })
    .sort((a, b) => b.cosine - a.cosine)
}

/** Those that are taken, in their order. */
export function takenSkills(choices: readonly SkillChoice[]): Skill[] {
  return choices
    .flatMap(({ skill, place }) => (place === null ? [] : [{ skill, place }]))
    .sort((a, b) => a.place - b.place)
    .map(({ skill }) => skill)
}

export function requiredToolsOf(names: readonly string[]): CoreTool[] {
  return CORE_TOOLS.filter((tool) => names.includes(tool))
}

export function toolsOf(skill: Skill | undefined): CoreTool[] {
  return requiredToolsOf(skill?.tools ?? [])
}

function why(tool: CoreTool | undefined): string {
  return tool === undefined ? 'is related to the task and adds no tool' : `is the nearest skill with ${tool}`
}

function whyNot(skill: Skill, cosine: number, allowed: readonly string[]): string {
  if (cosine < RELATED) return `is not related to the task: ${cosine.toFixed(2)} of ${RELATED}`
  const further = skill.tools.filter((tool) => !allowed.includes(tool))
  return further.length > 0 ? `needs further tools: ${further.join(', ')}` : `${MAX_SKILLS} nearer ones are taken`
}
