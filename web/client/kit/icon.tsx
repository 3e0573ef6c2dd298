import styles from './icon.module.css'
import { ICON_PATHS, type IconName } from './icon-paths.ts'

/** A drawing beside a word, which says the same: it is hidden from those who listen. */
export function Icon({ name, spins = false }: { readonly name: IconName; readonly spins?: boolean }) {
  return (
    <svg className={spins ? styles.spins : styles.icon} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={ICON_PATHS[name]} />
    </svg>
  )
}
