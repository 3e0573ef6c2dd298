import { isLaidOut } from '../../../../src/view/is-laid-out.ts'
import { visibleText } from '../../../../src/view/shown-text.ts'
import { CopyButton } from '../../kit/act/copy-button.tsx'
import { classNames } from '../../kit/class-names.ts'
import { TextView } from '../../kit/text/text-view.tsx'
import styles from './exact.module.css'
import { scrolled } from './scrolled.ts'

interface ExactProps {
  /** What it is, for those who listen and for what is copied. */
  readonly label: string
  readonly text: string
  /** Written to be read: set as prose unless its columns count. */
  readonly prose?: boolean
}

/** From so many characters on only what is in sight is drawn. */
const LARGE = 100_000

/** Text as it is, whole: every control, bidi and zero-width character made visible, and copied as it is. */
export function Exact({ label, text, prose = false }: ExactProps) {
  if (text.length > LARGE) return <TextView label={label} text={text} fold={200} />
  return (
    <div className={styles.frame}>
      <pre {...scrolled(label)} className={classNames(styles.text, prose && !isLaidOut(text) && styles.prose)}>
        {visibleText(text)}
      </pre>
      <div className={styles.copy}>
        <CopyButton text={text} label={`Copy ${label}`} />
      </div>
    </div>
  )
}
