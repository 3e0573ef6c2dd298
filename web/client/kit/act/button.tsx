import { Button as Base } from '@base-ui/react/button'
import { type ComponentPropsWithRef, useId } from 'react'
import { classNames } from '../class-names.ts'
import { Icon } from '../icon.tsx'
import type { IconName } from '../icon-paths.ts'
import { Tooltip } from '../over/tooltip.tsx'
import styles from './button.module.css'

export interface ButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'disabled' | 'className' | 'style'> {
  /** `primary`: the one thing to do here. `danger`: it takes something away. `quiet`: one of many in a row. */
  readonly variant?: 'plain' | 'primary' | 'danger' | 'quiet' | undefined
  readonly size?: 'm' | 's' | undefined
  readonly icon?: IconName | undefined
  /** It is being done: the button keeps the focus and does nothing more. */
  readonly busy?: boolean
  /** Why it cannot be pressed, in a sentence: shown and read out. Without a reason it can be. */
  readonly disabledBecause?: string | undefined
  readonly pressed?: boolean | undefined
  /** Its words are somebody else's and may be long: they are broken into lines, and never cut. */
  readonly wraps?: boolean | undefined
}

export function Button({ children, icon, busy = false, disabledBecause, pressed, variant, size, wraps, ...rest }: ButtonProps) {
  const why = useId()
  return (
    <>
      <Tooltip text={disabledBecause}>
        <Base
          {...rest}
          className={buttonClass({ variant, size, wraps })}
          disabled={busy || disabledBecause !== undefined}
          focusableWhenDisabled
          aria-busy={busy || undefined}
          aria-pressed={pressed}
          aria-describedby={disabledBecause === undefined ? rest['aria-describedby'] : why}
        >
          {busy ? <Icon name="refresh" spins /> : icon !== undefined && <Icon name={icon} />}
          {children}
        </Base>
      </Tooltip>
      {disabledBecause !== undefined && (
        <span id={why} hidden>
          {disabledBecause}
        </span>
      )}
    </>
  )
}

/** For what looks like a button and is a link. */
export function buttonClass({ variant = 'plain', size = 'm', wraps = false }: Pick<ButtonProps, 'variant' | 'size' | 'wraps'>): string {
  return classNames(styles.button, styles[variant], size === 's' && styles.small, wraps && styles.wraps)
}
