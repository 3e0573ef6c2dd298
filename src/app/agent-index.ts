import { embedAgents, type IndexOptions, indexRows } from '../routing/index-agents.ts'
import type { OpenedEmbedder } from './open-embedder.ts'

export interface IndexProgress {
  readonly model: string
  readonly done: number
  readonly total: number
}

/** The registry's rows and vectors of the agents. */
export interface AgentIndex {
  /** Rows at once; vectors at once by a fast embedder, beside other work by a slow one. */
  refresh(folders: Omit<IndexOptions, 'store' | 'embedder'>): Promise<void>
  /** What is being embedded; null: nothing. */
  progress(): IndexProgress | null
  /** When every agent has its vectors. Throws EMBEDDER_*. */
  ready(): Promise<void>
  close(): void
}

export function createAgentIndex({
  store,
  embedder,
}: {
  readonly store: IndexOptions['store']
  readonly embedder: OpenedEmbedder
}): AgentIndex {
  const stopped = new AbortController()
  let work: Promise<void> = Promise.resolve()
  let counts = { done: 0, total: 0 }

  async function refresh(folders: Omit<IndexOptions, 'store' | 'embedder'>): Promise<void> {
    const { missing } = indexRows({ ...folders, store, model: embedder.model })
    if (missing.length === 0) return
    counts = { done: 0, total: missing.length }
    const embed = (): Promise<void> => embedAgents(missing, { store, embedder, signal: stopped.signal, onDone: countOne })
    // What failed before is tried again: those that have their vectors by now are not among the missing.
    work = work.then(embed, embed)
    // Told by ready(), to those whom it concerns.
    work.catch(() => undefined)
    if (!embedder.slow) await work
  }

  function countOne(): void {
    counts = { ...counts, done: counts.done + 1 }
  }

  return {
    refresh,
    ready: () => work,
    progress: () => (counts.done < counts.total ? { model: embedder.model, ...counts } : null),
    close: () => {
      stopped.abort()
      embedder.close()
    },
  }
}
