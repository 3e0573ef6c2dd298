import { useSyncExternalStore } from 'react'
import { formatDuration } from '../../../../src/view/format.ts'
import { onTick } from './clock.ts'
import styles from './numbers.module.css'

type DurationProps =
  /** Milliseconds; null: not known. */
  | { readonly ms: number | null }
  /** From a moment to another one, or until now: then it ticks. */
  | { readonly from: number; readonly to: number | null }

export function Duration(props: DurationProps) {
  const text = useSyncExternalStore(onTick, () => durationText(props))
  return <span className={styles.number}>{text}</span>
}

function durationText(props: DurationProps): string {
  if ('ms' in props) return props.ms === null ? '-' : formatDuration(props.ms)
  if (props.to !== null) return formatDuration(props.to - props.from)
  const ms = Date.now() - props.from
  // No tenths while it goes on: they would only flicker.
  return ms < 60_000 ? `${Math.max(0, Math.floor(ms / 1000))}s` : formatDuration(ms)
}
