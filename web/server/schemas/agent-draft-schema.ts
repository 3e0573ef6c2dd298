import { z } from '@hono/zod-openapi'
import type { AgentDraft, CheckedDraft, MadeAgent, TaughtAgent } from '../../../src/app/agents/draft-port.ts'
import type { DraftChoices } from '../../../src/view/agent-draft-rows.ts'

const names = z.array(z.string())

export const TEMPLATE_NAMES = ['python', 'node'] as const

export const agentDraftSchema: z.ZodType<AgentDraft, AgentDraft> = z
  .strictObject({
    name: z.string(),
    description: z.string(),
    tags: names,
    tools: names,
    skill_ids: names,
    examples: names,
    role_text: z.string().openapi({ description: 'Empty: made from the description.' }),
    template: z.enum(TEMPLATE_NAMES).nullable().openapi({ description: 'The program that it begins with; null: the builtin one.' }),
    proposed_by: z.string().nullable(),
  })
  .openapi('AgentDraft')

export const checkedDraftSchema: z.ZodType<CheckedDraft> = z
  .object({
    problems: names.openapi({ description: '`field: problem`. Empty: it can be made.' }),
    twin: z.string().nullable().openapi({ description: 'The agent that such work would go to anyway.' }),
    notes: names,
    agent_id: z.string(),
    folder: z.string(),
    files: z.array(z.object({ name: z.string(), text: z.string() })),
  })
  .openapi('CheckedDraft')

export const draftChoicesSchema: z.ZodType<DraftChoices> = z
  .object({ tools: names, skills: z.array(z.object({ id: z.string(), description: z.string() })) })
  .openapi('DraftChoices')

export const madeAgentSchema: z.ZodType<MadeAgent> = z
  .object({ agent_id: z.string(), folder: z.string(), files: names, tools: names })
  .openapi('MadeAgent')

export const taughtAgentSchema: z.ZodType<TaughtAgent> = z
  .object({ agent_id: z.string(), example: z.string(), kept: z.enum(['manifest', 'registry', 'known']) })
  .openapi('TaughtAgent')
