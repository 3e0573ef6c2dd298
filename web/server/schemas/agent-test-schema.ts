import { z } from '@hono/zod-openapi'
import type { Json } from '../../../src/kernel/json.ts'
import type { HandshakeRow } from '../../../src/view/agent-test-text.ts'
import type { TestedAgent } from '../../../src/view/tested-agent.ts'
import { anyJson } from './json-of.ts'

const text = z.string().nullable()

export const handshakeSchema: z.ZodType<HandshakeRow> = z
  .object({
    agent_id: z.string(),
    ok: z.boolean(),
    sandbox: z.string(),
    command: z.array(z.string()),
    seen: z.array(z.string()).openapi({ description: 'The messages that it sent, in order.' }),
    code: text,
    problem: text,
    line: text,
    stderr: z.string(),
    exit: text,
  })
  .openapi('Handshake')

export const testedAgentSchema: z.ZodType<TestedAgent> = z
  .object({
    agent_id: z.string(),
    task: z.string(),
    passed: z.boolean(),
    run_id: text,
    status: text,
    routing: z.object({
      chosen: z.boolean().openapi({ description: 'Without being named, it would be given the task.' }),
      agent_id: text,
      score: z.number().nullable(),
      threshold: z.number(),
      reason: z.string(),
    }),
    capsules: z.array(z.object({ sandbox: z.string(), exit: text })),
    tools: z.array(z.object({ tool: z.string(), ok: z.number(), failed: z.number() })),
    model_calls: z.number(),
    failures: z.array(z.object({ code: z.string(), message: z.string() })),
    result: anyJson<Json>('What it answered.'),
  })
  .openapi('TestedAgent')
