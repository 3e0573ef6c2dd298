import { z } from '@hono/zod-openapi'
import type { SkillDetail, SkillRow } from '../../../src/view/skill-rows.ts'
import { pinSchema } from './agent-schema.ts'

const names = z.array(z.string())

const skillFields = {
  skill_id: z.string(),
  name: z.string(),
  description: z.string(),
  folder: z.string(),
  recipes: z.number(),
  agents: names.openapi({ description: 'Agents that name it.' }),
  pin: pinSchema,
  problem: z.string().nullable().openapi({ description: 'Why it is not used.' }),
  shadows: names.openapi({ description: 'Folders of the same name that this one hides.' }),
}

export const skillRowSchema: z.ZodType<SkillRow> = z.object(skillFields).openapi('Skill')

export const skillDetailSchema: z.ZodType<SkillDetail> = z
  .object({
    ...skillFields,
    text: z.string().nullable(),
    tools: names,
    recipe_list: z.array(z.object({ id: z.string(), description: z.string(), examples: names })),
    recipe_problems: names,
  })
  .openapi('SkillDetail')
