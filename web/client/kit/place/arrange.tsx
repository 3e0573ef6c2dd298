import type { ReactNode } from 'react'
import { classNames } from '../class-names.ts'
import styles from './arrange.module.css'

interface ArrangeProps {
  readonly children: ReactNode
  /** `row`: beside each other, wrapping. `stack`: below each other. `columns`: as many of `least` as fit. `ends`: the first at the left, the rest at the right. */
  readonly as: 'row' | 'stack' | 'columns' | 'ends'
  readonly least?: 'narrow' | 'middle' | 'wide'
  readonly close?: boolean
}

/** Parts with an even distance. */
export function Arrange({ children, as, least = 'middle', close = false }: ArrangeProps) {
  return <div className={classNames(styles[as], as === 'columns' && styles[least], close && styles.close)}>{children}</div>
}
