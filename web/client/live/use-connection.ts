import { useStore } from '../app/create-store.ts'
import type { ConnectionState } from './connection-state.ts'
import { connection } from './live.ts'

/** How fresh is what this tab shows. */
export function useConnection(): ConnectionState {
  return useStore(connection)
}
