import type { ConnectionState } from '../../live/connection-state.ts'
import { useConnection } from '../../live/use-connection.ts'
import styles from './connection-chip.module.css'

const MEANS = {
  connecting: 'Waiting for the first word of claw.',
  live: 'What you see is what is.',
  reconnecting: 'The connection to claw was lost, and is being made again.',
  stale: 'claw does not answer: what you see may have changed since.',
} as const satisfies Record<ConnectionState, string>

export function ConnectionChip() {
  const state = useConnection()
  return (
    <span className={styles.chip} data-state={state} role="status" title={MEANS[state]}>
      {state}
    </span>
  )
}
