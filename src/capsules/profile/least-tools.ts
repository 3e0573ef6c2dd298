import { CORE_TOOLS, type CoreTool } from '../../protocol/manifest.ts'
import type { Skill } from '../agent-folder.ts'

export interface ToolNeed {
  readonly proposed: readonly string[]
  /** What the plan says that the work cannot be done without. */
  readonly required: readonly string[]
}

// They run programs or reach other machines.
const FAR_REACHING: readonly CoreTool[] = ['terminal', 'python_exec', 'web_fetch', 'http_api']

/** The fewest tools: those that the plan names when it names any, else the proposed ones. */
export function leastTools({ proposed, required }: ToolNeed): CoreTool[] {
  const needed = CORE_TOOLS.filter((tool) => required.includes(tool))
  return needed.length > 0 ? needed : CORE_TOOLS.filter((tool) => proposed.includes(tool))
}

/** Far-reaching tools that no skill of the agent is about: what would it do with them? */
export function untaughtTools(tools: readonly string[], skills: readonly Pick<Skill, 'tools'>[]): CoreTool[] {
  return FAR_REACHING.filter((tool) => tools.includes(tool) && !skills.some((skill) => skill.tools.includes(tool)))
}

/** The fewest tools, without those that are only proposed and far-reaching, and that no skill of the agent is about. */
export function taughtTools(need: ToolNeed, skills: readonly Pick<Skill, 'tools'>[]): CoreTool[] {
  const untaught = need.required.length > 0 ? [] : untaughtTools(leastTools(need), skills)
  return leastTools(need).filter((tool) => !untaught.includes(tool))
}
