import { visibleText } from '../../../../src/view/shown-text.ts'
import { classNames } from '../class-names.ts'
import styles from './said.module.css'

interface SaidProps {
  /** What a model, an agent or a file says, or who wrote a task: every control, bidi and zero-width character is made visible. */
  readonly text: string
  /** It is cut after so many lines; the whole is in the title. */
  readonly lines?: 1 | 2 | 3
}

/** Short text from outside, within other text. Long ones: TextView. */
export function Said({ text, lines }: SaidProps) {
  const shown = visibleText(text)
  return lines === undefined ? (
    <span className={styles.said}>{shown}</span>
  ) : (
    <span className={classNames(styles.said, styles.cut)} style={{ WebkitLineClamp: lines }} title={shown.slice(0, 500)}>
      {shown.slice(0, 1000)}
    </span>
  )
}
