import { z } from '@hono/zod-openapi'
import type { JsonObject } from '../../../src/kernel/json.ts'
import type { AgentWhy, RunWhy, SkillWhy } from '../../../src/view/why-rows.ts'
import { anyJson } from './json-of.ts'

const names = z.array(z.string())
const text = z.string().nullable()
const score = z.number()

const runWhySchema: z.ZodType<RunWhy> = z
  .object({
    engine: z.enum(['rules', 'model']),
    reason: z.string(),
    parts: z.array(z.object({ task: z.string(), recipe_id: text, required_tools: names, agent_id: text, reason: z.string() })),
    suggestions: names,
  })
  .openapi('RunWhy')

export const agentWhySchema: z.ZodType<AgentWhy> = z
  .object({
    task: z.string(),
    embedder: z.string(),
    threshold: z.number(),
    required_tools: names,
    action: z.enum(['reuse', 'none']),
    agent_id: text,
    score: z.number().nullable(),
    reason: z.string(),
    close: names.openapi({ description: 'Those that fit about as well as the best.' }),
    agents: z.number(),
    candidates: z.array(
      z.object({
        agent_id: z.string(),
        name: z.string(),
        description: z.string(),
        score: score.openapi({ description: 'Calibrated, 0 to 1.' }),
        fused: score,
        parts: z.record(z.string(), z.number()),
        closest: text,
        excluded: text.openapi({ description: 'Why it may not be taken; null when it may.' }),
      }),
    ),
    run: runWhySchema,
  })
  .openapi('AgentWhy')

export const skillWhySchema: z.ZodType<SkillWhy> = z
  .object({
    task: z.string(),
    embedder: z.string(),
    required_tools: names,
    reason: z.string(),
    agent_id: text,
    run: runWhySchema,
    skills: z.array(
      z.object({
        skill_id: z.string(),
        description: z.string(),
        similarity: score,
        brought: z.boolean(),
        reason: z.string(),
        tools: names,
      }),
    ),
    recipes: z.array(
      z.object({
        recipe_id: z.string(),
        skill_id: text,
        description: z.string(),
        clause: z.string(),
        reads: z.boolean(),
        similarity: score,
        slots: anyJson<JsonObject>('What it read in the task.'),
        reason: z.string(),
      }),
    ),
  })
  .openapi('SkillWhy')
