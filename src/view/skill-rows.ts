import type { PinState } from './rows.ts'

export interface SkillRow {
  readonly skill_id: string
  readonly name: string
  readonly description: string
  readonly folder: string
  /** How many recipes it holds. */
  readonly recipes: number
  /** Agents that name it. */
  readonly agents: readonly string[]
  readonly pin: PinState
  /** Why it is not used, else null. */
  readonly problem: string | null
  /** Folders of the same name that this one hides. */
  readonly shadows: readonly string[]
}

export interface SkillDetail extends SkillRow {
  /** SKILL.md; null when it cannot be read. */
  readonly text: string | null
  /** The tools that it is about. */
  readonly tools: readonly string[]
  readonly recipe_list: readonly SkillRecipeRow[]
  /** Recipes that were left out, with the reason. */
  readonly recipe_problems: readonly string[]
}

export interface SkillRecipeRow {
  readonly id: string
  readonly description: string
  readonly examples: readonly string[]
}
