import { visibleText } from '../../../../src/view/shown-text.ts'
import { CopyButton } from '../../kit/act/copy-button.tsx'
import styles from './exact.module.css'

interface ExactProps {
  /** What it is, for those who listen and for what is copied. */
  readonly label: string
  readonly text: string
  /** Words are wrapped; else each line stays whole. */
  readonly wraps?: boolean
}

/** Text as it is, whole: every control, bidi and zero-width character made visible, and copied as it is. */
export function Exact({ label, text, wraps = true }: ExactProps) {
  return (
    <div className={styles.frame}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls what has the focus */}
      <pre className={wraps ? styles.text : styles.lines} tabIndex={0} role="group" aria-label={label}>
        {visibleText(text)}
      </pre>
      <div className={styles.copy}>
        <CopyButton text={text} label={`Copy ${label}`} />
      </div>
    </div>
  )
}
