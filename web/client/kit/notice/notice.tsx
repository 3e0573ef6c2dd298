import type { ReactNode } from 'react'
import { classNames } from '../class-names.ts'
import { Icon } from '../icon.tsx'
import type { IconName } from '../icon-paths.ts'
import styles from './notice.module.css'

export type NoticeTone = 'info' | 'good' | 'warn' | 'bad'

export const NOTICE_ICONS = { info: 'info', good: 'check', warn: 'alert', bad: 'alert' } as const satisfies Record<NoticeTone, IconName>

interface NoticeProps {
  readonly tone?: NoticeTone
  readonly title: ReactNode
  /** It came up by itself, so it is read out. */
  readonly announced?: boolean
  readonly children?: ReactNode
}

/** Something to know before the rest. */
export function Notice({ tone = 'info', title, announced = false, children }: NoticeProps) {
  return (
    <div className={classNames(styles.notice, styles[tone])} role={announced ? 'alert' : undefined}>
      <Icon name={NOTICE_ICONS[tone]} />
      <div className={styles.body}>
        <p className={styles.title}>{title}</p>
        {children}
      </div>
    </div>
  )
}
