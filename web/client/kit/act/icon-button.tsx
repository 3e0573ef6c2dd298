import { Button as Base } from '@base-ui/react/button'
import { classNames } from '../class-names.ts'
import { Icon } from '../icon.tsx'
import type { IconName } from '../icon-paths.ts'
import { Tooltip } from '../over/tooltip.tsx'
import styles from './button.module.css'
import { type ButtonProps, buttonClass } from './button.tsx'

interface IconButtonProps extends Omit<ButtonProps, 'children' | 'icon'> {
  readonly icon: IconName
  /** Its name, which is shown while the pointer or the focus is on it. */
  readonly label: string
}

export function IconButton(props: IconButtonProps) {
  const { icon, label, variant = 'quiet', size = 'm', busy = false, pressed, disabledBecause, ...rest } = props
  return (
    <Tooltip text={disabledBecause === undefined ? label : `${label}: ${disabledBecause}`}>
      <Base
        {...rest}
        className={classNames(buttonClass({ variant, size }), styles.square)}
        disabled={busy || disabledBecause !== undefined}
        focusableWhenDisabled
        aria-label={disabledBecause === undefined ? label : `${label}: ${disabledBecause}`}
        aria-busy={busy || undefined}
        aria-pressed={pressed}
      >
        <Icon name={busy ? 'refresh' : icon} spins={busy} />
      </Base>
    </Tooltip>
  )
}
