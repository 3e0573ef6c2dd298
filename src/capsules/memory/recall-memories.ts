import type { MemoryVector, StoredMemory } from '../../store/memory/memory-records.ts'
import type { MemoryStore } from '../../store/memory/memory-store.ts'
import { isUnspaced, queryTerms, sharedTerms } from '../../store/memory/memory-terms.ts'
import type { MemoryOptions, RecalledMemory, RecallRequest } from './agent-memory.ts'
import { embedMissing } from './embed-missing.ts'
import { embedText } from './embed-text.ts'
import { textTokens } from './text-tokens.ts'

const CANDIDATES = 50
/** Nearness and shared words together: lets 93 % of related pairs through and 1 in 1000 unrelated ones (docs/MEMORY.md). */
const RELATED = 0.5
const WORD_WEIGHT = 0.5
/** Shared words that are enough without nearness; fewer, where there is no vector to ask. */
const MOST_WORDS = 0.67
const SOME_WORDS = 0.34
/** Where no words are apart, embedders tell little: a near vector needs some of the characters as well, and shared ones need no vector. */
const SOME_PAIRS = 0.15

/** What an item costs in a prompt beside its text. */
const ITEM_TOKENS = 25

const HALF_LIFE_MS = 30 * 86_400_000
const RECENCY_WEIGHT = 0.1
const USE_WEIGHT = 0.05
const PIN_WEIGHT = 0.1
/** What an agent chose to keep before what it happened to do. */
const EPISODE_WEIGHT = 0.8
const BEST = 1 + RECENCY_WEIGHT + USE_WEIGHT + PIN_WEIGHT

interface Candidate {
  readonly item: StoredMemory
  /** undefined: this embedder has not seen it. */
  readonly cosine: number | undefined
}

interface Asked {
  readonly terms: readonly string[]
  readonly unspaced: boolean
}

/** By words and by meaning, the best first, within the budget; what is related by neither is left out. */
export async function recallMemories(store: MemoryStore, options: MemoryOptions, request: RecallRequest): Promise<RecalledMemory[]> {
  const now = options.clock.now()
  const asked = { terms: queryTerms(request.query), unspaced: isUnspaced(request.query) }
  const vector = await queryVector(store, options, request.query)
  const scored = candidatesFor(store, asked.terms, { vector, now }).flatMap((candidate) => scoreOf(candidate, asked, now))
  return withinBudget(scored.sort((a, b) => b.score - a.score).slice(0, request.limit), request.tokens)
}

async function queryVector(store: MemoryStore, { embedder, clock }: MemoryOptions, query: string): Promise<MemoryVector | undefined> {
  const vector = await embedText(embedder, query)
  if (embedder !== undefined && vector !== undefined) await embedMissing(store, embedder, clock.now())
  return vector
}

interface CandidateQuery {
  readonly vector: MemoryVector | undefined
  readonly now: number
}

function candidatesFor(store: MemoryStore, terms: readonly string[], { vector, now }: CandidateQuery): Candidate[] {
  const worded = store.byTerms(terms, { now, limit: CANDIDATES })
  if (vector === undefined) return worded.map((item) => ({ item, cosine: undefined }))
  const near = store.nearest(vector, { now, limit: CANDIDATES })
  const known = new Set(near.map(({ item }) => item.memory_id))
  const others = worded.filter((item) => !known.has(item.memory_id))
  return [...near, ...others.map((item) => ({ item, cosine: store.cosineOf(item.memory_id, vector) }))]
}

function scoreOf({ item, cosine }: Candidate, asked: Asked, now: number): RecalledMemory[] {
  const shared = sharedTerms(asked.terms, item.text)
  if (!(asked.unspaced ? isRelatedByPairs(cosine, shared) : isRelated(cosine, shared))) return []
  const relevance = cosine === undefined ? shared : together(cosine, shared) / (1 + WORD_WEIGHT)
  const weight = item.kind === 'episode' ? EPISODE_WEIGHT : 1
  return [toItem(item, (weight * relevance * (1 + boost(item, now))) / BEST)]
}

function isRelated(cosine: number | undefined, shared: number): boolean {
  if (cosine === undefined) return shared >= SOME_WORDS
  return shared >= MOST_WORDS || together(cosine, shared) >= RELATED
}

function isRelatedByPairs(cosine: number | undefined, shared: number): boolean {
  return shared >= SOME_WORDS || (cosine !== undefined && shared >= SOME_PAIRS && together(cosine, shared) >= RELATED)
}

function together(cosine: number, shared: number): number {
  return Math.max(0, cosine) + WORD_WEIGHT * shared
}

// Orders what is related; it never makes anything related.
function boost({ created_at, uses, pinned }: StoredMemory, now: number): number {
  const recency = 0.5 ** (Math.max(0, now - created_at) / HALF_LIFE_MS)
  const use = Math.min(1, Math.log2(1 + uses) / 5)
  return RECENCY_WEIGHT * recency + USE_WEIGHT * use + (pinned === 1 ? PIN_WEIGHT : 0)
}

function toItem(item: StoredMemory, score: number): RecalledMemory {
  return {
    id: item.memory_id,
    run_id: item.run_id,
    kind: item.kind,
    text: item.text,
    score: Math.round(score * 1000) / 1000,
    learned: new Date(item.created_at).toISOString().slice(0, 10),
    ...(item.untrusted === 1 ? { untrusted: true } : {}),
    ...(item.private === 1 ? {} : { private: false }),
  }
}

function withinBudget(items: readonly RecalledMemory[], tokens: number): RecalledMemory[] {
  let left = tokens
  return items.filter((item) => {
    const cost = textTokens(item.text) + ITEM_TOKENS
    if (cost > left) return false
    left -= cost
    return true
  })
}
