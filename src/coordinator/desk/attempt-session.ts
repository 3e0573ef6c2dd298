import type { AgentFolder } from '../../capsules/agent-folder.ts'
import type { Json, JsonObject } from '../../kernel/json.ts'
import { namedHosts } from '../../policy/named-hosts.ts'
import { namedUrls } from '../../policy/sends-data.ts'
import { type Genome, PLAIN_GENOME } from '../../protocol/genome.ts'
import type { WireError } from '../../protocol/messages.ts'
import type { Subtask } from '../../protocol/plan.ts'
import type { CapsuleJob, JournalKey } from '../../store/records.ts'
import { type AttemptScope, limitsWithin } from '../attempt-scope.ts'
import type { RunContext } from '../run-context.ts'
import { toolsOfAgent } from '../tools-of-agent.ts'

/** One capsule process of one attempt, as its desk sees it. A restarted capsule gets a fresh one: occurrences count from the start again. */
export interface AttemptSession {
  readonly context: RunContext
  readonly key: JournalKey
  readonly agent: AgentFolder
  readonly subtask: Subtask
  readonly tools: readonly string[]
  /** Tools that a person is asked about: by its own manifest, or by one that gave the work away. */
  readonly approvals: readonly string[]
  /** What the attempt began with, also when it is resumed; plain without evolution. */
  readonly genome: Genome
  readonly namedHosts: readonly string[]
  readonly namedUrls: readonly string[]
  readonly signal: AbortSignal
  readonly maxToolCalls: number
  /** How often each request hash has come: equal intents are told apart by their order. */
  readonly occurrences: Map<string, number>
  /** Tool intents whose result was ok, with their places in the journal: the evidence that memory needs. */
  readonly evidence: Map<string, number>
  readonly counts: { toolCalls: number; replayed: number; live: number }
  /** 0 for a subtask of the plan; a delegated one is one deeper. */
  readonly depth: number
  /** Runs delegated work; never with more tools than this attempt has. */
  delegate(wanted: DelegatedWork, signal: AbortSignal): Promise<DelegateOutcome>
}

export interface DelegatedWork {
  /** Unique among what this attempt gave away, and the same again after a crash. */
  readonly id: string
  readonly task: string
  readonly context: JsonObject
}

export type DelegateOutcome = { readonly ok: true; readonly result: Json } | { readonly ok: false; readonly error: WireError }

export interface AttemptClock {
  /** The clocks of the capsule stand still until the returned function is called. */
  pause(): () => void
}

export function nextOccurrence(session: Pick<AttemptSession, 'occurrences'>, hash: string): number {
  const occurrence = (session.occurrences.get(hash) ?? 0) + 1
  session.occurrences.set(hash, occurrence)
  return occurrence
}

export interface SessionInput {
  readonly job: CapsuleJob
  readonly subtask: Subtask
  readonly agent: AgentFolder
  readonly scope: AttemptScope
  readonly delegate: AttemptSession['delegate']
}

export function openSession(context: RunContext, { job, subtask, agent, scope, delegate }: SessionInput): AttemptSession {
  const { maxToolCalls } = context.ports.caps
  const key = { run_id: job.run_id, subtask_id: job.subtask_id, attempt: job.attempt }
  const genome = context.ports.store.evolution.trial(key)?.genome ?? PLAIN_GENOME
  return {
    context,
    key,
    genome,
    agent,
    subtask,
    tools: toolsOfAgent(context, agent, scope),
    approvals: [...new Set([...agent.manifest.requires_approval_for, ...scope.approvals])],
    namedHosts: namedHosts(context.run.task),
    namedUrls: namedUrls(context.run.task),
    signal: context.signal,
    maxToolCalls: Math.min(limitsWithin(agent.manifest.limits, scope.limits).tool_calls ?? maxToolCalls, maxToolCalls),
    occurrences: new Map(),
    evidence: new Map(),
    counts: { toolCalls: 0, replayed: 0, live: 0 },
    depth: scope.depth,
    delegate,
  }
}
