import { useStatus } from '../api/status.ts'
import type { ConnectionState } from './connection-state.ts'

const STALE_MS = 15_000

export function useConnectionState(): ConnectionState {
  const { isPending, isError, dataUpdatedAt, errorUpdatedAt } = useStatus()
  if (isError) return errorUpdatedAt - dataUpdatedAt > STALE_MS ? 'stale' : 'reconnecting'
  return isPending ? 'connecting' : 'live'
}
