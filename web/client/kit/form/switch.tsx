import { Switch as Base } from '@base-ui/react/switch'
import styles from './field.module.css'

interface SwitchProps {
  readonly label: string
  readonly on: boolean
  readonly onChange: (on: boolean) => void
  readonly disabled?: boolean
}

/** On or off, at once. What takes effect by a button later is a Checkbox. */
export function Switch({ label, on, onChange, disabled = false }: SwitchProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is inside
    <label className={styles.choice}>
      <Base.Root className={styles.switch} checked={on} onCheckedChange={(now) => onChange(now)} disabled={disabled}>
        <Base.Thumb className={styles.thumb} />
      </Base.Root>
      <span>{label}</span>
    </label>
  )
}
