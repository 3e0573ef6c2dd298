import { useEffect, useRef, useState } from 'react'
import { formatBytes } from '../../../../src/view/format.ts'
import { Button } from '../../kit/act/button.tsx'
import { CopyButton } from '../../kit/act/copy-button.tsx'
import styles from './approvals.module.css'

interface ExactTextProps {
  readonly label: string
  /** Visible characters only; all of them. */
  readonly text: string
  readonly onRead: () => void
}

const FOLD = 1200

/** What is exact is shown whole: a long one in a box of its own, and whoever says yes has had its end in sight. */
export function ExactText({ label, text, onRead }: ExactTextProps) {
  const [whole, setWhole] = useState(text.length <= FOLD)
  const end = useRef<HTMLSpanElement>(null)
  const read = useRef(onRead)
  useEffect(() => {
    read.current = onRead
  })
  useEffect(() => {
    if (!whole || end.current === null) return
    const observer = new IntersectionObserver((entries) => entries.some(({ isIntersecting }) => isIntersecting) && read.current())
    observer.observe(end.current)
    return () => observer.disconnect()
  }, [whole])
  return (
    <div className={styles.exact}>
      {/* A group: a section with a name is a landmark, of which a page with several requests would have many of one name. */}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls what has the focus */}
      <div className={styles.exactBox} role="group" tabIndex={0} aria-label={label}>
        <pre>{whole ? text : `${text.slice(0, FOLD)}…`}</pre>
        <span ref={end} className={styles.end} />
      </div>
      {!whole && (
        <div className={styles.exactTools}>
          <Button size="s" icon="expand" onClick={() => setWhole(true)}>
            Show all of it ({formatBytes(new Blob([text]).size)})
          </Button>
        </div>
      )}
      <div className={styles.exactCopy}>
        <CopyButton text={text} label={`Copy ${label}`} />
      </div>
    </div>
  )
}
