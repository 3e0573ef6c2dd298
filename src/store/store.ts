import type { BaseCheckpointSaver } from '@langchain/langgraph-checkpoint'
import type { Json, JsonObject } from '../kernel/json.ts'
import type { ApprovalScope } from '../protocol/approval.ts'
import type { EventType, NewEvent, RunEvent } from '../protocol/events.ts'
import type { Artifact, TaskRequest, WireError } from '../protocol/messages.ts'
import type { Subtask } from '../protocol/plan.ts'
import type { AgentFormStore } from './agent-form-store.ts'
import type { AgentRecordStore } from './agent-records.ts'
import type { AgentMetrics } from './agent-use.ts'
import type { ApprovalQuery } from './approval-query.ts'
import type { AuditQuery } from './audit-query.ts'
import type { BroughtRuns } from './brought-runs.ts'
import type { CapsuleQueue } from './capsule-queue.ts'
import type { CreationStore } from './creation-store.ts'
import type { EvolutionStore } from './evolution.ts'
import type { FeedStore } from './feed-store.ts'
import type { FigureStore } from './figure-store.ts'
import type {
  AgentRecord,
  AgentVector,
  ApprovalRecord,
  AttemptRecord,
  AuditRecord,
  AuditVerdict,
  Fence,
  JournalEntry,
  JournalKey,
  JournalKind,
  NewAuditRecord,
  StoredAgent,
  SubtaskRecord,
} from './records.ts'
import type { RunPages } from './run-pages.ts'
import type { RunStore } from './run-stores.ts'
import type { ChangeStore, ImageStore } from './undo-stores.ts'

export type { NewRun, RunStore } from './run-stores.ts'

/** Everything durable. Synchronous (SQLite in process), except for the queue, which may be remote. */
export interface Store {
  readonly runs: RunStore
  readonly runPages: RunPages
  readonly figures: FigureStore
  readonly creations: CreationStore
  readonly subtasks: SubtaskStore
  readonly journal: JournalStore
  readonly events: EventLog
  readonly audit: AuditLog
  readonly approvals: ApprovalStore
  readonly agents: AgentStore
  readonly agentForms: AgentFormStore
  readonly agentRecords: AgentRecordStore
  readonly evolution: EvolutionStore
  readonly refs: RefStore
  readonly changes: ChangeStore
  readonly images: ImageStore
  readonly brought: BroughtRuns
  readonly queue: CapsuleQueue
  /**
   * One IMMEDIATE transaction; calls inside join it. With a fence it first checks that the epoch still holds and throws FENCED
   * otherwise. Events and audit records appended inside are published and mirrored only after the commit. `fn` must not await.
   */
  transaction<T>(fence: Fence | undefined, fn: () => T): T
  /** What changes in the registry, on a connection of its own; the caller closes it. */
  openFeed(): FeedStore
  /** Throws STORE_REPLACED when the file at its path is another one by now, or gone: what is written then is read by nobody else. */
  requireSame(): void
  /** The LangGraph checkpointer on its own connection (checkpoints.db, a cache). Loaded on first use. */
  checkpointer(): Promise<BaseCheckpointSaver>
  /** `ok`, or what SQLite's integrity_check says. */
  integrity(): string
  /** How vectors are searched: by sqlite-vec, or exactly in plain SQL. */
  readonly vectors: 'sqlite-vec' | 'plain'
  close(): void
}

export interface SubtaskStore {
  /** Adds what is not there yet (by id); an existing subtask is left as it is. */
  add(fence: Fence, subtasks: readonly Subtask[]): void
  get(run_id: string, subtask_id: string): SubtaskRecord | undefined
  /** The plan as it stands; with `all`, what was dropped from it too. */
  list(run_id: string, which?: 'all'): SubtaskRecord[]
  /** What the person made of it, before its first attempt. */
  revise(fence: Fence, spec: Subtask): void
  update(
    fence: Fence,
    subtask_id: string,
    patch: Partial<Pick<SubtaskRecord, 'status' | 'attempt' | 'agent_id' | 'result' | 'error' | 'dropped' | 'started_at' | 'ended_at'>> & {
      artifacts?: readonly Artifact[]
    },
  ): void
  startAttempt(fence: Fence, attempt: { subtask_id: string; attempt: number; agent_id: string; request: TaskRequest }): void
  endAttempt(fence: Fence, subtask_id: string, attempt: number, outcome: { status: 'succeeded' | 'failed'; error: WireError | null }): void
  attempts(run_id: string, subtask_id: string): AttemptRecord[]
}

export interface JournalStore {
  /** Writes `requested`. `occurrence` is given by the caller, who counts per request_hash. */
  request(fence: Fence, entry: JournalKey & { kind: JournalKind; request_hash: string; occurrence: number; request: Json }): JournalEntry
  /** Moves an entry on. States only go forward; a step back throws. */
  decide(fence: Fence, entry: JournalEntry, decision: JsonObject): JournalEntry
  start(fence: Fence, entry: JournalEntry, effect: JsonObject): JournalEntry
  done(fence: Fence, entry: JournalEntry, response: Json): JournalEntry
  find(key: JournalKey, request_hash: string, occurrence: number): JournalEntry | undefined
  list(key: JournalKey): JournalEntry[]
  listRun(run_id: string): JournalEntry[]
}

export interface EventLog {
  append(fence: Fence, event: NewEvent): RunEvent
  /** For writers that do not own the run: an approval answered elsewhere, a cancel request. */
  appendUnfenced(run_id: string, event: NewEvent): RunEvent
  list(run_id: string, options?: { after_seq?: number; limit?: number }): RunEvent[]
  ofType(run_id: string, type: EventType): RunEvent[]
  /** Called after the commit, in order. Must not throw. Returns the unsubscriber. */
  subscribe(run_id: string, listener: (event: RunEvent) => void): () => void
  /** Path of the JSONL mirror of a run. */
  mirrorPath(run_id: string): string
  /** Appends to the mirror what a crash kept from it. */
  repairMirror(run_id: string): void
}

export interface AuditLog {
  append(record: NewAuditRecord): AuditRecord
  list(query: AuditQuery): AuditRecord[]
  get(n: number): AuditRecord | undefined
  /** Walks the chain (with `run_id` from the first record of that run on), and compares its head with the one kept outside the database. */
  verify(options?: { readonly run_id?: string }): AuditVerdict
  /** How often an action was done to each target, and when last (milliseconds). */
  tally(action: string): { target: string; uses: number; last_used_at: number }[]
}

export interface ApprovalAnswer {
  readonly status: 'approved' | 'denied' | 'expired' | 'answered'
  readonly by: string
  /** `once` when absent. */
  readonly scope?: ApprovalScope
  readonly note?: string
  readonly answer?: string
}

export interface ApprovalStore {
  create(
    fence: Fence,
    approval: Omit<ApprovalRecord, 'status' | 'scope' | 'decided_by' | 'note' | 'answer' | 'consumed' | 'created_at' | 'decided_at'>,
  ): ApprovalRecord
  get(approval_id: string): ApprovalRecord | undefined
  byPrefix(prefix: string): string[]
  /** Newest first. */
  list(query: ApprovalQuery): ApprovalRecord[]
  /** Those whose time is over are expired now, as any look at them would do. */
  expireDue(): void
  /** The first answer wins: undefined when it was decided or expired before. Event and audit record are written with it;
   * `also` joins the transaction. */
  decide(approval_id: string, answer: ApprovalAnswer, also?: (row: ApprovalRecord) => void): ApprovalRecord | undefined
  /**
   * An answer for this very thing, newest first: same run, kind and hash, and either scope `run` or not used up yet. Any other approval is
   * used up by this call, in the same transaction.
   */
  take(fence: Fence, wanted: { kind: ApprovalRecord['kind']; args_hash: string; subtask_id: string | null }): ApprovalRecord | undefined
  /** The approval of an announced API call that `spend` would take. */
  announced(run_id: string, wanted: { subtask_id: string; attempt: number; announces: string }): ApprovalRecord | undefined
  /** Takes it for the call itself, once. */
  spend(fence: Fence, wanted: { subtask_id: string; attempt: number; announces: string }): ApprovalRecord | undefined
  /** The pending approval for this very thing, so that a resumed run does not ask twice. */
  pending(
    run_id: string,
    wanted: { kind: ApprovalRecord['kind']; args_hash: string; subtask_id: string | null },
  ): ApprovalRecord | undefined
}

/** An agent beside a query; cosines are -1..1. */
export interface AgentMatch {
  readonly agent_id: string
  /** Cosine to the mean of its vectors. */
  readonly centroid: number
  /** Mean cosine between its own vectors; null with fewer than two. */
  readonly cohesion: number | null
  /** Of every vector, nearest first. */
  readonly cosines: readonly number[]
  /** The text whose vector is nearest. */
  readonly closest: string
}

export interface AgentStore {
  /** Replaces row, vectors and words of an agent. `model` and `dim` name the embedder; two kinds never meet in one search. */
  put(agent: AgentRecord, vectors: readonly AgentVector[], embedder: { model: string; dim: number }): void
  /** Only the row (status, problem, folder); vectors stay. */
  putRow(agent: AgentRecord): void
  addVector(agent_id: string, vector: AgentVector, embedder: { model: string; dim: number }): void
  /** Out of the index. What it did (metrics) and whether it is disabled stay: the folder may come back, from another branch or from the trash. */
  remove(agent_id: string): void
  /** Also what it did: the folder will not come back. */
  forget(agent_id: string): void
  /** Given no work from now on, whatever becomes of its folder. False: it was disabled already. */
  disable(agent_id: string, by: string): boolean
  /** False: it was enabled. */
  enable(agent_id: string): boolean
  disabled(): ReadonlySet<string>
  get(agent_id: string): StoredAgent | undefined
  list(options?: { limit?: number }): StoredAgent[]
  size(): number
  /** Texts of the tasks that it has done well, by whichever embedder, oldest first: a new embedder learns them again. */
  learned(agent_id: string): readonly string[]
  /** Digest per agent and embedder model, to see which folders must be embedded again. */
  digests(embedder_model: string): ReadonlyMap<string, string>
  /** Agents by the cosine of their centroids, best first. Exact up to 48 agents; beyond, among those that are nearest by one byte a number. */
  nearest(query: Float32Array, options: { embedder_model: string; limit: number }): { agent_id: string; cosine: number }[]
  /** The named agents beside the query, as far as they have vectors of this embedder. */
  match(query: Float32Array, agent_ids: readonly string[], embedder_model: string): AgentMatch[]
  /** FTS5 over names, descriptions, tags and examples; BM25 as a positive number, higher is better. `words` are plain words, quoted inside. */
  words(words: readonly string[], limit: number): { agent_id: string; bm25: number }[]
  /** Of those agents that exist. */
  getAll(agent_ids: readonly string[]): ReadonlyMap<string, StoredAgent>
  /** Of each of these agents, used or not. */
  metricsOf(agent_ids: readonly string[]): ReadonlyMap<string, AgentMetrics>
}

export interface RefStore {
  /** Keeps bytes under their SHA-256 for a run's subtask. Returns the hash. */
  put(scope: { run_id: string; subtask_id: string }, data: Uint8Array): string
  /** A slice, or undefined when the hash was not put for this subtask. */
  read(
    scope: { run_id: string; subtask_id: string },
    sha256: string,
    range: { offset: number; limit: number },
  ): { data: Uint8Array; bytes: number } | undefined
}
