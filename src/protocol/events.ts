import * as z from 'zod/mini'
import { FORK_EVENTS } from './fork-events.ts'
import { GRANT_EVENTS } from './grant-events.ts'
import { MEMORY_EVENTS } from './memory-events.ts'
import { artifactSchema, toolEffectSchema, wireErrorSchema } from './messages.ts'
import { MODEL_EVENTS } from './model-events.ts'
import { PHASES, plannedSchema } from './plan.ts'
import { RECORD_EVENTS } from './record-events.ts'
import { RUN_STATUSES, VERDICTS, WAITING_REASONS } from './run.ts'

/** The event log: every view (terminal, dashboard, --json, JSONL, SSE) is a fold over these. */

const text = z.string()
const number = z.number()
const json = z.json()
const candidate = z.object({ agent_id: text, score: number, parts: z.record(text, number), excluded: z.nullable(text) })
const decision = z.enum(['allow', 'ask', 'deny'])

/** Type -> shape of `data`. A new event gets a line here and a case in src/view. */
export const EVENT_DATA = {
  'run.started': z.object({
    task: text,
    engine: z.enum(['rules', 'model', 'mixed']),
    workspace: text,
    session_id: text,
    model: z.nullable(text),
    origin: text,
    claw_version: text,
  }),
  ...FORK_EVENTS,
  'run.resumed': z.object({ epoch: number, previous_status: z.enum(RUN_STATUSES), pid: number }),
  'task.ingested': z.object({ characters: number, embedder: text }),
  'plan.created': z.object({
    phase: z.enum(PHASES),
    engine: z.enum(['rules', 'model']),
    direct: z.boolean(),
    reason: text,
    subtasks: z.array(plannedSchema),
  }),
  /** A plan that was changed after it was made: around what failed (`n` counts the replans), or by the person who approved it (`n` is 0). */
  'plan.revised': z.object({
    n: number,
    outcome: z.enum(['replaced', 'kept', 'rejected']),
    by: text,
    reason: text,
    failed: z.array(z.object({ id: text, code: text, message: text })),
    dropped: z.array(text),
    /** As they are now. */
    edited: z.array(plannedSchema),
    added: z.array(plannedSchema),
  }),
  'plan.rejected': z.object({ phase: z.enum(PHASES), errors: z.array(text), suggestions: z.array(text) }),
  'route.decided': z.object({
    action: z.enum(['reuse', 'reranked', 'create', 'named', 'recipe']),
    agent_id: z.nullable(text),
    score: z.nullable(number),
    threshold: number,
    reason: text,
    candidates: z.array(candidate),
  }),
  'agent.created': z.object({
    agent_id: text,
    name: text,
    description: text,
    tools: z.array(text),
    skills: z.array(text),
    folder: text,
    engine: text,
  }),
  /** A task that a new agent was proposed for, given to the one that does such work already. */
  'agent.learned_example': z.object({
    agent_id: text,
    example: text,
    /** `registry`: the folder is not claw's to write in; `known`: it had this example. */
    kept: z.enum(['manifest', 'registry', 'known']),
    /** Name of the agent that was proposed. */
    proposed: text,
    score: number,
    reason: text,
  }),
  'agent.changed': z.object({ agent_id: text, what: text, kind: z.optional(z.enum(['agent', 'skill', 'soul'])) }),
  'subtask.queued': z.object({ agent_id: text }),
  'subtask.started': z.object({ agent_id: text, resumed: z.boolean() }),
  'subtask.succeeded': z.object({ result: json, artifacts: z.array(artifactSchema), duration_ms: number }),
  'subtask.failed': z.object({ error: wireErrorSchema, final: z.boolean(), duration_ms: number }),
  'subtask.skipped': z.object({ reason: text }),
  /** Once for each criterion of each attempt that gave a result. */
  'subtask.judged': z.object({
    criterion: text,
    /** Its place in the plan, from 1. */
    n: z.optional(number),
    verdict: z.enum(VERDICTS),
    /** The check that decided, `model`, or `nobody`. */
    how: text,
    reason: text,
  }),
  'capsule.started': z.object({ pid: number, command: z.array(text), sandbox: text }),
  'capsule.exited': z.object({
    code: z.nullable(number),
    signal: z.nullable(text),
    stderr_tail: text,
    dropped_bytes: number,
    restarts: number,
  }),
  'capsule.progress': z.object({ text }),
  'capsule.diverged': z.object({ intent: text, expected: text }),
  'tool.requested': z.object({ intent_id: text, tool: text, args: json, args_hash: text, reason: text }),
  'tool.decided': z.object({
    intent_id: text,
    tool: text,
    effect: z.nullable(toolEffectSchema),
    decision,
    rule: text,
    reason: text,
    args_hash: text,
    /** Every rule that had a say, the preset first. */
    steps: z.optional(z.array(z.object({ rule: text, origin: text, decision, reason: text }))),
    /** What the run had read by then. */
    taint: z.optional(z.object({ untrusted: z.boolean(), private: z.boolean() })),
  }),
  'tool.finished': z.object({
    intent_id: text,
    tool: text,
    ok: z.boolean(),
    result: json,
    error: z.nullable(wireErrorSchema),
    bytes: number,
    truncated: z.boolean(),
    duration_ms: number,
    replayed: z.boolean(),
  }),
  ...MODEL_EVENTS,
  ...MEMORY_EVENTS,
  'approval.requested': z.object({
    approval_id: text,
    kind: text,
    summary: text,
    why: text,
    args: json,
    args_hash: text,
    expires_at: text,
  }),
  'approval.decided': z.object({
    approval_id: text,
    kind: text,
    decision: z.enum(['approved', 'denied', 'expired']),
    scope: text,
    by: text,
    note: text,
  }),
  ...GRANT_EVENTS,
  'question.asked': z.object({ question_id: text, question: text, options: z.array(text) }),
  'question.answered': z.object({ question_id: text, answer: z.nullable(text), by: text }),
  'effect.in_doubt': z.object({ intent_id: text, tool: text, args: json }),
  'effect.resolved': z.object({ intent_id: text, tool: text, verdict: z.enum(['done', 'retry', 'abandon']), by: text }),
  ...RECORD_EVENTS,
  'synthesis.finished': z.object({
    engine: z.enum(['rules', 'model', 'none']),
    /** Ids of the subtasks whose results it was given. */
    sources: z.array(text),
    /** Which part of the answer rests on which of them, as far as the model said so. */
    parts: z.optional(z.array(z.object({ part: text, subtasks: z.array(text) }))),
  }),
  'run.waiting': z.object({ reason: z.enum(WAITING_REASONS), ids: z.array(text), fix: text }),
  'run.cancelling': z.object({ by: text }),
  'run.tainted': z.object({ kind: z.enum(['untrusted', 'private']), source: text }),
  'run.undone': z.object({ undone: number, skipped: z.array(z.object({ path: text, reason: text })), by: text }),
  'run.note': z.object({ level: z.enum(['info', 'warn']), text }),
  'run.ended': z.object({
    status: z.enum(RUN_STATUSES),
    exit_code: number,
    result: json,
    error: z.nullable(z.object({ code: text, message: text, fix: text, where: z.optional(text) })),
    duration_ms: number,
  }),
} as const

export type EventType = keyof typeof EVENT_DATA
export type EventData<T extends EventType> = z.infer<(typeof EVENT_DATA)[T]>

/** An event before it has its place in the log. */
export type NewEvent = {
  [T in EventType]: { type: T; data: EventData<T>; subtask_id?: string; attempt?: number; actor?: string }
}[EventType]

/** `seq` counts from 1 in each run without a gap; `at` is ISO 8601; `actor` is who caused it: `user:<name>`, `agent:<id>`, `claw`. */
export type RunEvent = {
  [T in EventType]: {
    seq: number
    run_id: string
    at: string
    actor: string
    type: T
    subtask_id: string | null
    attempt: number | null
    data: EventData<T>
  }
}[EventType]

export type EventOf<T extends EventType> = Extract<RunEvent, { type: T }>

const envelopeSchema = z.object({
  seq: number,
  run_id: text,
  at: text,
  actor: text,
  type: text,
  subtask_id: z.nullable(text),
  attempt: z.nullable(number),
  data: z.unknown(),
})

/** Parses one stored or received event. Throws on an unknown type or wrong data. */
export function parseRunEvent(value: unknown): RunEvent {
  const envelope = envelopeSchema.parse(value)
  if (!Object.hasOwn(EVENT_DATA, envelope.type)) throw new TypeError(`unknown event type '${envelope.type}'`)
  EVENT_DATA[envelope.type as EventType].parse(envelope.data)
  return envelope as unknown as RunEvent
}
