import type { AgentWhy, SkillWhy } from '../../view/why-rows.ts'

export interface WhyOptions {
  /** Tools that the work needs. */
  readonly required_tools: readonly string[]
  /** At most so many candidates, skills, recipes. */
  readonly limit: number
}

/** Nothing is done and nothing is kept: what a run would do, and why. */
export interface WhyFunctions {
  /** Who would be given the task. Throws TASK_EMPTY, TASK_TOO_LONG. */
  whyAgent(task: string, options: WhyOptions): Promise<AgentWhy>
  /** Which skills the task would bring, and which recipes read it. Throws TASK_EMPTY, TASK_TOO_LONG. */
  whySkill(task: string, options: WhyOptions): Promise<SkillWhy>
}
