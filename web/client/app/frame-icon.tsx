import styles from './frame-icon.module.css'
import { FRAME_ICONS, type FrameIconName } from './frame-icon-paths.ts'

/** Beside a word that says the same, or in a button with a label: hidden from those who listen. */
export function FrameIcon({ name }: { readonly name: FrameIconName }) {
  return (
    <svg className={styles.icon} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={FRAME_ICONS[name]} />
    </svg>
  )
}
