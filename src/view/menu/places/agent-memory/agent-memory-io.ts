import type { MemoryHit, MemoryRow } from '../../../memory-row.ts'

export type MemoryKind = MemoryRow['kind']

export type AgentMemoryEffect =
  /** `recall` empty: all; else what a task of these words would recall. */
  | { readonly do: 'load'; readonly agent_id: string; readonly look: MemoryLook }
  | { readonly do: 'pin'; readonly agent_id: string; readonly memory_id: string; readonly pinned: boolean; readonly look: MemoryLook }
  | { readonly do: 'forget'; readonly agent_id: string; readonly choice: Forgetting; readonly look: MemoryLook }
  | {
      readonly do: 'export'
      readonly agent_id: string
      readonly kind: MemoryKind | null
      readonly path: string
      readonly overwrite: boolean
    }
  | { readonly do: 'paths'; readonly query: string }

export interface MemoryLook {
  readonly kind: MemoryKind | null
  /** Expired and superseded ones too. */
  readonly all: boolean
  readonly recall: string
}

export type Forgetting = { readonly memory_id: string } | { readonly kind?: MemoryKind }

export type AgentMemoryData =
  | { readonly type: 'items'; readonly look: MemoryLook; readonly items: readonly (MemoryRow | MemoryHit)[] }
  | { readonly type: 'exists'; readonly path: string }
  | { readonly type: 'exported'; readonly path: string; readonly items: number }
  | { readonly type: 'paths'; readonly query: string; readonly paths: readonly string[] }
