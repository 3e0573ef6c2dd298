import type { ReactNode } from 'react'
import type { Meaning } from '../../../../src/view/menu/span.ts'
import { classNames } from '../class-names.ts'
import { Icon } from '../icon.tsx'
import type { IconName } from '../icon-paths.ts'
import styles from './badge.module.css'

interface BadgeProps {
  readonly tone?: Meaning
  readonly icon?: IconName
  readonly spins?: boolean
  readonly title?: string
  readonly children: ReactNode
}

/** A word or a number that belongs to the thing beside it. */
export function Badge({ tone = 'plain', icon, spins = false, title, children }: BadgeProps) {
  return (
    <span className={classNames(styles.badge, styles[tone])} title={title}>
      {icon !== undefined && <Icon name={icon} spins={spins} />}
      {children}
    </span>
  )
}
