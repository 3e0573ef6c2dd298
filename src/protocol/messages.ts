import * as z from 'zod/mini'
import { memoryItemSchema, memoryUpdateSchema } from './memory-shapes.ts'
import { outputSchema } from './output.ts'
import { recipeProgramSchema } from './recipe.ts'
import { usageSchema } from './usage.ts'

export { type MemoryItem, type MemoryUpdate, memoryItemSchema } from './memory-shapes.ts'
export { type Usage, usageSchema } from './usage.ts'

/** The wire between host and capsule: protocol 1 (docs/PROTOCOL.md is generated from this file). */

const id = z.string().check(z.minLength(1), z.maxLength(128))
const jsonObject = z.record(z.string(), z.json())
const count = z.number().check(z.int(), z.gte(0))

export const wireErrorSchema = z.object({ code: z.string(), message: z.string(), retryable: z.boolean() })
export const truncationSchema = z.object({ bytes: count, ref: z.string() })
export const toolEffectSchema = z.enum(['read', 'write', 'exec', 'network', 'spend'])
export const toolSpecSchema = z.object({ name: z.string(), description: z.string(), input_schema: jsonObject, effect: toolEffectSchema })
/** Where content comes from: `untrusted` from outside, `private` from the person's own files and tools. `mark` closes it: content cannot know it. */
export const provenanceSchema = z.object({ source: z.string(), trust: z.enum(['untrusted', 'private']), mark: z.string() })
export const modelToolCallSchema = z.object({
  id: z.string(),
  name: z.string(),
  args: z.json(),
  /** What the provider wants back with the call, as it was: some sign what their model thought before it. */
  signature: z.optional(z.string()),
})
export const modelMessageSchema = z.object({
  role: z.enum(['system', 'user', 'assistant', 'tool']),
  content: z.string(),
  tool_calls: z.optional(z.array(modelToolCallSchema)),
  tool_call_id: z.optional(z.string()),
})
export const artifactSchema = z.object({ path: z.string(), sha256: z.optional(z.string()), bytes: z.optional(count) })
export const attemptLimitsSchema = z.object({
  steps: count,
  tool_calls: count,
  timeout_ms: count,
  line_bytes: count,
  /** The window of the model, prompt and answer together; absent when it is not known, and for the rules engine. */
  context_tokens: z.optional(count),
})
export const priorFailureSchema = z.object({
  attempt: count,
  code: z.string(),
  message: z.string(),
  /** Effects of that attempt that are done already and must not be repeated. */
  effects_done: z.array(z.string()),
  /** Marks `message`: it may quote what a tool or an agent said. */
  provenance: z.optional(provenanceSchema),
})

// host -> capsule
export const taskRequestSchema = z.object({
  type: z.literal('task_request'),
  protocol: z.number(),
  run_id: z.string(),
  subtask_id: z.string(),
  attempt: count,
  agent: z.object({ agent_id: z.string(), name: z.string(), description: z.string() }),
  task: z.string(),
  /** `inputs`: results of the subtasks that this one depends on, by subtask id. `session` and `user`: what the person gave. */
  context: jsonObject,
  system_prompt: z.string(),
  tools: z.array(toolSpecSchema),
  limits: attemptLimitsSchema,
  engine: z.enum(['model', 'rules']),
  recipe: z.optional(recipeProgramSchema),
  memories: z.array(memoryItemSchema),
  prior_failures: z.array(priorFailureSchema),
  /** Absent: the result is a text. Else it must fit; `schema` is the same as JSON Schema, a list standing under `items`. */
  output: z.optional(z.object({ ...outputSchema.shape, schema: jsonObject })),
  /** Of each of `context.inputs` by its subtask id, and of `context.session` under `session`. */
  provenance: z.optional(z.record(z.string(), provenanceSchema)),
})
export const toolCallResultSchema = z.object({
  type: z.literal('tool_call_result'),
  id,
  ok: z.boolean(),
  result: z.optional(z.json()),
  error: z.optional(wireErrorSchema),
  truncated: z.optional(truncationSchema),
  provenance: z.optional(provenanceSchema),
})
export const modelCallResultSchema = z.object({
  type: z.literal('model_call_result'),
  id,
  ok: z.boolean(),
  message: z.optional(z.object({ content: z.string(), tool_calls: z.array(modelToolCallSchema) })),
  usage: z.optional(usageSchema),
  error: z.optional(wireErrorSchema),
})
export const memoryQueryResultSchema = z.object({
  type: z.literal('memory_query_result'),
  id,
  items: z.array(memoryItemSchema),
  provenance: z.optional(provenanceSchema),
})
export const apiCallDecisionSchema = z.object({
  type: z.literal('api_call_decision'),
  id,
  approved: z.boolean(),
  grant_id: z.optional(z.string()),
  note: z.optional(z.string()),
})
export const userAnswerSchema = z.object({
  type: z.literal('user_answer'),
  id,
  answer: z.optional(z.string()),
  timed_out: z.optional(z.boolean()),
})
export const delegateResultSchema = z.object({
  type: z.literal('delegate_result'),
  id,
  ok: z.boolean(),
  result: z.optional(z.json()),
  error: z.optional(wireErrorSchema),
  provenance: z.optional(provenanceSchema),
})
export const cancelSchema = z.object({ type: z.literal('cancel'), reason: z.string(), grace_ms: count })

export const hostMessageSchema = z.discriminatedUnion('type', [
  taskRequestSchema,
  toolCallResultSchema,
  modelCallResultSchema,
  memoryQueryResultSchema,
  apiCallDecisionSchema,
  userAnswerSchema,
  delegateResultSchema,
  cancelSchema,
])

// capsule -> host
export const toolCallIntentSchema = z.object({
  type: z.literal('tool_call_intent'),
  id,
  tool: z.string(),
  args: jsonObject,
  reason: z.string(),
})
export const modelCallIntentSchema = z.object({
  type: z.literal('model_call_intent'),
  id,
  messages: z.array(modelMessageSchema).check(z.minLength(1)),
  tools: z.optional(z.array(z.string())),
  response_schema: z.optional(jsonObject),
  temperature: z.optional(z.number()),
  max_tokens: z.optional(count),
})
export const memoryQueryIntentSchema = z.object({
  type: z.literal('memory_query_intent'),
  id,
  query: z.string(),
  limit: z.number().check(z.int(), z.gte(1), z.lte(50)),
})
export const apiCallIntentSchema = z.object({
  type: z.literal('api_call_intent'),
  id,
  call_type: z.string(),
  provider: z.string(),
  endpoint: z.string(),
  estimated_cost_usd: z.number().check(z.gte(0)),
  reason: z.string(),
})
export const askUserIntentSchema = z.object({
  type: z.literal('ask_user_intent'),
  id,
  question: z.string().check(z.minLength(1), z.maxLength(4000)),
  options: z.optional(z.array(z.string())),
  timeout_s: z.optional(z.number().check(z.gt(0))),
})
export const delegateIntentSchema = z.object({
  type: z.literal('delegate_intent'),
  id,
  task: z.string().check(z.minLength(1)),
  context: z.optional(jsonObject),
})
export const progressSchema = z.object({ type: z.literal('progress'), text: z.string() })
export const agentResponseSchema = z.object({
  type: z.literal('agent_response'),
  status: z.enum(['ok', 'error']),
  /** A text, or any JSON; an object with a `text` member is shown by that text. */
  result: z.json(),
  artifacts: z.array(artifactSchema),
  memory_updates: z.array(memoryUpdateSchema),
  error_code: z.optional(z.string()),
  error_message: z.optional(z.string()),
  metrics: jsonObject,
})

const INTENTS = [
  toolCallIntentSchema,
  modelCallIntentSchema,
  memoryQueryIntentSchema,
  apiCallIntentSchema,
  askUserIntentSchema,
  delegateIntentSchema,
] as const
export const intentSchema = z.discriminatedUnion('type', INTENTS)
export const capsuleMessageSchema = z.discriminatedUnion('type', [...INTENTS, progressSchema, agentResponseSchema])

export type WireError = z.infer<typeof wireErrorSchema>
export type ToolEffect = z.infer<typeof toolEffectSchema>
export type ToolSpec = z.infer<typeof toolSpecSchema>
export type Provenance = z.infer<typeof provenanceSchema>
export type ModelMessage = z.infer<typeof modelMessageSchema>
export type ModelToolCall = z.infer<typeof modelToolCallSchema>
export type Artifact = z.infer<typeof artifactSchema>
export type PriorFailure = z.infer<typeof priorFailureSchema>
export type TaskRequest = z.infer<typeof taskRequestSchema>
export type ToolCallIntent = z.infer<typeof toolCallIntentSchema>
export type ToolCallResult = z.infer<typeof toolCallResultSchema>
export type ModelCallIntent = z.infer<typeof modelCallIntentSchema>
export type ModelCallResult = z.infer<typeof modelCallResultSchema>
export type MemoryQueryIntent = z.infer<typeof memoryQueryIntentSchema>
export type ApiCallIntent = z.infer<typeof apiCallIntentSchema>
export type AskUserIntent = z.infer<typeof askUserIntentSchema>
export type DelegateIntent = z.infer<typeof delegateIntentSchema>
export type AgentResponse = z.infer<typeof agentResponseSchema>
export type Cancel = z.infer<typeof cancelSchema>
export type Intent = z.infer<typeof intentSchema>
export type HostMessage = z.infer<typeof hostMessageSchema>
export type CapsuleMessage = z.infer<typeof capsuleMessageSchema>
export type IntentAnswer = Exclude<HostMessage, TaskRequest | Cancel>

/** Which answer each intent gets. */
export interface AnswerOf {
  tool_call_intent: ToolCallResult
  model_call_intent: ModelCallResult
  memory_query_intent: z.infer<typeof memoryQueryResultSchema>
  api_call_intent: z.infer<typeof apiCallDecisionSchema>
  ask_user_intent: z.infer<typeof userAnswerSchema>
  delegate_intent: z.infer<typeof delegateResultSchema>
}
