import { type ReactNode, useEffect } from 'react'
import styles from './page.module.css'

interface PageProps {
  /** The heading, and what the window is called. */
  readonly title: string
  /** What stands beside the heading: a status, an id. */
  readonly beside?: ReactNode
  /** One sentence: what this place is for. */
  readonly description?: ReactNode
  /** Buttons, the most important one last. */
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** A place of the dashboard: one heading of the first level, then its parts with one distance between them. */
export function Page({ title, beside, description, actions, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · claw`
  }, [title])
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <div className={styles.words}>
          <div className={styles.title}>
            <h1 tabIndex={-1}>{title}</h1>
            {beside}
          </div>
          {description !== undefined && <p className={styles.description}>{description}</p>}
        </div>
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  )
}
