import { visibleLine } from '../../../../../src/view/shown-text.ts'
import styles from './diff-lines.module.css'

/** A unified diff, its lines told apart by sign and colour. */
export function DiffLines({ lines, label }: { readonly lines: readonly string[]; readonly label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls what has the focus
    <pre className={styles.diff} tabIndex={0} role="group" aria-label={label}>
      {lines.map((line, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name
        <span key={n} className={styles[kindOf(line)]}>
          {visibleLine(line)}
          {'\n'}
        </span>
      ))}
    </pre>
  )
}

function kindOf(line: string): 'head' | 'place' | 'added' | 'removed' | 'same' {
  if (line.startsWith('--- ') || line.startsWith('+++ ')) return 'head'
  if (line.startsWith('@@')) return 'place'
  if (line.startsWith('+')) return 'added'
  return line.startsWith('-') ? 'removed' : 'same'
}
