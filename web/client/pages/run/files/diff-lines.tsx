import { visibleLine } from '../../../../../src/view/shown-text.ts'
import { scrolled } from '../scrolled.ts'
import styles from './diff-lines.module.css'

/** A unified diff, its lines told apart by sign and colour. */
export function DiffLines({ lines, label }: { readonly lines: readonly string[]; readonly label: string }) {
  return (
    <pre {...scrolled(label)} className={styles.diff}>
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
