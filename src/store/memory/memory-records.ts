export const MEMORY_KINDS = ['fact', 'procedure', 'episode'] as const
export type MemoryKind = (typeof MEMORY_KINDS)[number]

/** Where an item comes from: the successful tool call of a run that is its evidence. */
export interface MemoryReceipt {
  readonly run_id: string
  readonly subtask_id: string
  readonly attempt: number
  /** The intent on the wire. */
  readonly evidence: string
  /** The tool that was called, and its entry in the journal of the run. */
  readonly tool: string
  readonly seq: number
}

export interface StoredMemory {
  readonly memory_id: string
  readonly kind: MemoryKind
  readonly text: string
  /** Of an episode: what it is about; the next one about the same supersedes it. */
  readonly topic: string | null
  readonly run_id: string
  /** null in what an earlier version wrote, as are attempt, tool and seq. */
  readonly subtask_id: string | null
  readonly attempt: number | null
  readonly evidence: string
  readonly tool: string | null
  readonly seq: number | null
  /** 1: the run had read content from outside when it learned this. */
  readonly untrusted: number
  /** 0: the run had read nothing of the person's own. */
  readonly private: number
  readonly created_at: number
  /** null: never. */
  readonly expires_at: number | null
  readonly superseded_by: string | null
  readonly superseded_at: number | null
  readonly pinned: number
  readonly uses: number
  readonly last_recalled_at: number | null
}

export type NewMemory = Omit<
  StoredMemory,
  'memory_id' | 'superseded_by' | 'superseded_at' | 'pinned' | 'uses' | 'last_recalled_at' | 'subtask_id' | 'attempt' | 'tool' | 'seq'
> &
  MemoryReceipt

export interface MemoryVector {
  /** Name and version: vectors of two embedders are never compared. */
  readonly embedder: string
  readonly vector: Float32Array
}

/** One write of one attempt: made once, however often the attempt is carried on. `n` is its place in the response. */
export interface WriteKey {
  readonly run_id: string
  readonly subtask_id: string
  readonly attempt: number
  readonly n: number
}

export interface MemoryFilter {
  readonly kind?: MemoryKind
  readonly run_id?: string
  /** Expired and superseded ones too. */
  readonly all?: boolean
}

/** A place in the order of a list, which stays when the item that stood there is forgotten. */
export interface MemoryPlace {
  readonly pinned: number
  readonly n: number
}

export interface MemoryPage {
  readonly items: StoredMemory[]
  /** Where the next page goes on; null: this is the last one. */
  readonly next: MemoryPlace | null
}

export interface MemoryBounds {
  readonly maxItems: number
  readonly maxBytes: number
  /** How long superseded items are kept. */
  readonly keepSupersededMs: number
}
