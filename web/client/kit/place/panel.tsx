import { type ReactNode, useId } from 'react'
import { classNames } from '../class-names.ts'
import styles from './panel.module.css'

interface PanelProps {
  /** A heading of the second level; without one the panel is a mere ground, named by `label` if it is a region of its own. */
  readonly title?: ReactNode
  readonly label?: string
  readonly actions?: ReactNode
  /** Its content reaches the edges: a table, a list. */
  readonly flush?: boolean
  readonly tone?: 'plain' | 'warn' | 'bad'
  readonly children: ReactNode
}

/** A card: one thing with its heading. */
export function Panel({ title, label, actions, flush = false, tone = 'plain', children }: PanelProps) {
  const heading = useId()
  return (
    <section
      className={classNames(styles.panel, tone !== 'plain' && styles[tone])}
      aria-labelledby={title === undefined ? undefined : heading}
      aria-label={label}
    >
      {(title !== undefined || actions !== undefined) && (
        <header className={styles.head}>
          {title !== undefined && (
            <h2 id={heading} className={styles.title}>
              {title}
            </h2>
          )}
          {actions !== undefined && <div className={styles.actions}>{actions}</div>}
        </header>
      )}
      <div className={flush ? styles.flush : styles.body}>{children}</div>
    </section>
  )
}
