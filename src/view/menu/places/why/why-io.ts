import type { AgentWhy, SkillWhy } from '../../../why-rows.ts'

/** Which question is asked about a task: who would be given it, or which skills it would bring. */
export type WhyAbout = 'agent' | 'skill'

export type WhyEffect =
  | { readonly do: 'look' }
  | { readonly do: 'ask'; readonly about: WhyAbout; readonly task: string; readonly tools: readonly string[] }

export type WhyData =
  | { readonly type: 'tools'; readonly tools: readonly string[] }
  | { readonly type: 'agent'; readonly why: AgentWhy }
  | { readonly type: 'skill'; readonly why: SkillWhy }
  | { readonly type: 'failed' }
