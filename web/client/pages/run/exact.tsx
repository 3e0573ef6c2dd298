import { visibleText } from '../../../../src/view/shown-text.ts'
import { CopyButton } from '../../kit/act/copy-button.tsx'
import styles from './exact.module.css'
import { scrolled } from './scrolled.ts'

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
      <pre {...scrolled(label)} className={wraps ? styles.text : styles.lines}>
        {visibleText(text)}
      </pre>
      <div className={styles.copy}>
        <CopyButton text={text} label={`Copy ${label}`} />
      </div>
    </div>
  )
}
