import * as z from 'zod/mini'
import { CORE_TOOLS } from '../protocol/manifest.ts'

const line = (max: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(max))

/** What a new agent is to be, before it has a folder: what a person is asked to approve. */
export const agentProfileSchema = z.object({
  name: line(60),
  description: line(600),
  tags: z.array(line(40)).check(z.maxLength(10)),
  /** Least privilege: only what the work needs. */
  tools: z.array(z.enum(CORE_TOOLS)),
  skill_ids: z.array(line(64)).check(z.maxLength(7)),
  /** Tasks that it is for, as a person would type them: routing goes by them. */
  examples: z.array(line(400)).check(z.minLength(1), z.maxLength(20)),
  /** skill.md: role, decision rules, output format. */
  role_text: line(20_000),
})

/** What is read of a proposal: too long or too many is sent back once and cut then; of another shape it is none. */
export const proposedProfileSchema = z.object({
  name: line(1000),
  description: line(10_000),
  tags: z.array(line(1000)),
  tools: z.array(z.enum(CORE_TOOLS)),
  skill_ids: z.array(line(1000)),
  examples: z.array(line(10_000)).check(z.minLength(1), z.maxLength(200)),
  role_text: line(200_000),
})

export type AgentProfile = z.infer<typeof agentProfileSchema>
