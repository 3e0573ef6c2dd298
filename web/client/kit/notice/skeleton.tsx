import styles from './skeleton.module.css'

interface SkeletonProps {
  /** As many as there will be about: nothing jumps when they come. */
  readonly lines?: number
  /** Of one line, in CSS. */
  readonly height?: string
}

/** Where something is being loaded. */
export function Skeleton({ lines = 3, height = '1.25rem' }: SkeletonProps) {
  return (
    <div className={styles.lines} role="status">
      <span className="visually-hidden">Loading</span>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all the same
        <div key={line} className={styles.line} style={{ height }} />
      ))}
    </div>
  )
}
