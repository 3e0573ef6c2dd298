import type { ReactNode } from 'react'
import { CommandLine } from '../show/command-line.tsx'
import styles from './empty.module.css'

interface EmptyProps {
  /** What there is none of: "No runs yet". */
  readonly title: string
  /** What to do about it. */
  readonly children?: ReactNode
  readonly command?: string
  readonly action?: ReactNode
}

export function Empty({ title, children, command, action }: EmptyProps) {
  return (
    <div className={styles.empty}>
      <p className={styles.title}>{title}</p>
      {children !== undefined && <div className={styles.text}>{children}</div>}
      {command !== undefined && <CommandLine command={command} />}
      {action}
    </div>
  )
}
