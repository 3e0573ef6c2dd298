import type { ReactNode } from 'react'
import { Button } from '../act/button.tsx'
import { CommandLine } from '../show/command-line.tsx'
import styles from './notice.module.css'
import { Notice } from './notice.tsx'
import { fieldAt, isCommand, problemOf } from './problem-of.ts'

interface ErrorNoticeProps {
  /** What was thrown: of an ApiError the detail, the fix, the fields; of anything else its message. */
  readonly error: unknown
  /** What did not happen: "The agent was not saved". */
  readonly title?: string
  readonly onRetry?: (() => void) | undefined
  readonly children?: ReactNode
}

export function ErrorNotice({ error, title, onRetry, children }: ErrorNoticeProps) {
  const { detail, fix, code, errors } = problemOf(error)
  return (
    <Notice tone="bad" title={title ?? detail} announced>
      {title !== undefined && <p className={styles.text}>{detail}</p>}
      {errors.length > 0 && (
        <ul className={styles.list}>
          {errors.map(({ pointer, detail }) => (
            <li key={`${pointer} ${detail}`}>
              {pointer !== '' && <code>{fieldAt(pointer)}</code>} {detail}
            </li>
          ))}
        </ul>
      )}
      {fix !== '' && (isCommand(fix) ? <CommandLine command={fix} /> : <p className={styles.text}>{fix}</p>)}
      {children}
      {(onRetry !== undefined || code !== '') && (
        <div className={styles.foot}>
          {onRetry !== undefined && (
            <Button size="s" icon="refresh" onClick={onRetry}>
              Try again
            </Button>
          )}
          {code !== '' && <code className={styles.code}>{code}</code>}
        </div>
      )}
    </Notice>
  )
}
