import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Clock } from '../kernel/clock.ts'
import type { MemoryItem, MemoryUpdate } from '../protocol/messages.ts'
import { createMemoryStore, type MemoryKind, type MemoryStore, type MemoryVector, type StoredMemory } from '../store/memory/memory-store.ts'
import { queryWords } from '../store/memory/query-words.ts'

/** The part of an embedder that memory needs. */
export interface MemoryEmbedder {
  readonly model: string
  embed(texts: readonly string[]): Promise<Float32Array[]>
}

export interface MemoryOptions {
  /** The memory.db of the agent; made at the first write. */
  readonly path: string
  readonly clock: Clock
  /** Absent: recall goes by words alone. */
  readonly embedder?: MemoryEmbedder
  /** Items kept at most. */
  readonly max?: number
}

/** What one agent has learned. Recall answers with nothing rather than with something unrelated. */
export interface AgentMemory {
  recall(query: string, limit: number): Promise<MemoryItem[]>
  write(
    update: MemoryUpdate,
    provenance: { readonly run_id: string; readonly untrusted?: boolean },
  ): Promise<{ readonly memory_id: string; readonly created: boolean }>
  list(limit: number): StoredMemory[]
  counts(): Readonly<Record<MemoryKind, number>>
  close(): void
}

const MAX_ITEMS = 5000
const WORD_HITS = 50
/** Alone enough: 1 in 100 pairs of unrelated texts comes this near. */
const NEAR = 0.45
/** Enough together with shared words. */
const FAIRLY_NEAR = 0.2
const SHARED_WORDS = 0.34

export function createMemory({ path, clock, embedder, max = MAX_ITEMS }: MemoryOptions): AgentMemory {
  let opened: MemoryStore | undefined

  function store(): MemoryStore {
    if (opened === undefined) {
      mkdirSync(dirname(path), { recursive: true })
      opened = createMemoryStore(path, max)
    }
    return opened
  }

  const isEmpty = (): boolean => opened === undefined && !existsSync(path)

  async function recall(query: string, limit: number): Promise<MemoryItem[]> {
    if (isEmpty()) return []
    const words = queryWords(query)
    const found = new Map<string, MemoryItem>()
    for (const item of store().byWords(words, WORD_HITS)) found.set(item.memory_id, recalled(item, sharedWords(words, item.text)))
    const cosines = await nearness(query)
    for (const { item, cosine } of cosines) {
      const shared = sharedWords(words, item.text)
      if (cosine >= NEAR || (cosine >= FAIRLY_NEAR && shared >= SHARED_WORDS)) found.set(item.memory_id, recalled(item, cosine + shared))
      else found.delete(item.memory_id)
    }
    const kept = [...found.values()].filter((item) => item.score >= SHARED_WORDS)
    return kept.sort((a, b) => b.score - a.score).slice(0, limit)
  }

  async function nearness(query: string): Promise<{ readonly item: StoredMemory; readonly cosine: number }[]> {
    const vector = await vectorOf(query)
    if (vector === undefined) return []
    return store()
      .vectors(vector.embedder)
      .map(({ item, vector: other }) => ({ item, cosine: dot(vector.vector, other) }))
  }

  async function vectorOf(text: string): Promise<MemoryVector | undefined> {
    const [vector] = (await embedder?.embed([text])) ?? []
    return embedder === undefined || vector === undefined ? undefined : { embedder: embedder.model, vector }
  }

  async function write(
    { kind, text, evidence }: MemoryUpdate,
    { run_id, untrusted = false }: { readonly run_id: string; readonly untrusted?: boolean },
  ) {
    const vector = await vectorOf(text)
    return store().add({ kind, text: text.trim(), evidence, run_id, untrusted: untrusted ? 1 : 0, created_at: clock.now() }, vector)
  }

  return {
    recall,
    write,
    list: (limit) => (isEmpty() ? [] : store().list(limit)),
    counts: () => (isEmpty() ? { fact: 0, procedure: 0, episode: 0 } : store().counts()),
    close: () => opened?.close(),
  }
}

function recalled({ memory_id: id, kind, text, untrusted }: StoredMemory, score: number): MemoryItem {
  return { id, kind, text, score, ...(untrusted === 1 ? { untrusted: true } : {}) }
}

/** The share of the query's words that stand in the text. */
function sharedWords(words: readonly string[], text: string): number {
  const own = new Set(queryWords(text).map(stem))
  return words.length === 0 ? 0 : words.filter((word) => own.has(stem(word))).length / words.length
}

function stem(word: string): string {
  return word.replace(/(?:ing|ed|es|s)$/, '')
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0)
}
