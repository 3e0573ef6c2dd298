import type { Clock } from '../../kernel/clock.ts'
import type { MemoryItem } from '../../protocol/messages.ts'
import type {
  MemoryBounds,
  MemoryFilter,
  MemoryKind,
  MemoryPage,
  MemoryPlace,
  MemoryReceipt,
  StoredMemory,
} from '../../store/memory/memory-records.ts'

/** The part of an embedder that memory needs. */
export interface MemoryEmbedder {
  readonly model: string
  embed(texts: readonly string[]): Promise<Float32Array[]>
}

export interface MemoryLimits extends MemoryBounds {
  /** How long an item of each kind lives; null: for ever. */
  readonly ttlMs: Readonly<Record<MemoryKind, number | null>>
}

export interface MemoryOptions {
  /** The memory.db of the agent; made at the first write. */
  readonly path: string
  readonly clock: Clock
  /** Absent: recall goes by words alone. */
  readonly embedder?: MemoryEmbedder
  readonly limits: MemoryLimits
  /** sqlite-vec of the user's own. */
  readonly vecPath?: string | null
}

export interface RecallRequest {
  readonly query: string
  readonly limit: number
  /** About so many tokens at most, over all items. */
  readonly tokens: number
}

export interface RecalledMemory extends MemoryItem {
  /** Which run learned it. */
  readonly run_id: string
}

/** What is to be kept. */
export interface MemoryDraft extends MemoryReceipt {
  readonly kind: MemoryKind
  readonly text: string
  readonly topic: string | null
  /** The item that this one replaces. */
  readonly supersedes: string | null
  readonly untrusted: boolean
  readonly private: boolean
  /** Its place among the writes of the attempt. */
  readonly n: number
}

export type MemoryWritten =
  | { readonly state: 'new' | 'renewed'; readonly item: StoredMemory; readonly superseded: readonly string[] }
  | { readonly state: 'refused'; readonly reason: string }
  /** It was written before and a person has forgotten it since. */
  | { readonly state: 'forgotten' }
  /** Nothing is to be kept. */
  | { readonly state: 'off' }

/** What one agent has learned. Recall answers with nothing rather than with something unrelated. */
export interface AgentMemory {
  recall(request: RecallRequest): Promise<RecalledMemory[]>
  /** They were told to somebody. */
  touch(memory_ids: readonly string[]): void
  write(draft: MemoryDraft): Promise<MemoryWritten>
  list(filter: MemoryFilter, limit: number): StoredMemory[]
  /** The same, from behind a place that the page before gave. */
  page(filter: MemoryFilter, wanted: { readonly limit: number; readonly after?: MemoryPlace | undefined }): MemoryPage
  /** Items whose id begins so. */
  byPrefix(prefix: string): StoredMemory[]
  pin(memory_id: string, pinned: boolean): void
  forget(which: { readonly memory_id: string } | MemoryFilter): string[]
  counts(): Readonly<Record<MemoryKind, number>> & { readonly pinned: number }
  close(): void
}
