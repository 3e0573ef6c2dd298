import { Checkbox as Base } from '@base-ui/react/checkbox'
import { Icon } from '../icon.tsx'
import styles from './field.module.css'

interface CheckboxProps {
  readonly label: string
  readonly bare?: boolean
  readonly checked: boolean
  /** Some of what it stands for. */
  readonly mixed?: boolean
  readonly onChange: (checked: boolean, shift: boolean) => void
  readonly disabled?: boolean
}

export function Checkbox({ label, bare = false, checked, mixed = false, onChange, disabled = false }: CheckboxProps) {
  const box = (
    <Base.Root
      className={styles.box}
      checked={checked}
      indeterminate={mixed}
      onCheckedChange={(now, { event }) => onChange(now, 'shiftKey' in event && event.shiftKey === true)}
      disabled={disabled}
      aria-label={bare ? label : undefined}
    >
      <Base.Indicator>
        <Icon name={mixed ? 'minus' : 'check'} />
      </Base.Indicator>
    </Base.Root>
  )
  return bare ? (
    box
  ) : (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is inside
    <label className={styles.choice}>
      {box}
      <span>{label}</span>
    </label>
  )
}
