import type { MemoryOwnerRow } from '../../../memory-row.ts'

export type MemoryEffect = { readonly do: 'load' }

export type MemoryData = { readonly type: 'owners'; readonly owners: readonly MemoryOwnerRow[] }
