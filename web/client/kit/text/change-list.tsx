import type { ChangePreview } from '../../../../src/view/change-preview.ts'
import { changeTitle } from '../../../../src/view/change-preview-text.ts'
import { visibleLine } from '../../../../src/view/shown-text.ts'
import styles from './change-list.module.css'
import { UnifiedDiff } from './unified-diff.tsx'

/** What becomes, or became, of files: each in a few words, with its difference or why there is none. */
export function ChangeList({ changes }: { readonly changes: readonly ChangePreview[] }) {
  return (
    <div className={styles.changes}>
      {changes.map((change) => (
        <OneChange key={`${change.path}>${change.to_path ?? ''}`} change={change} />
      ))}
    </div>
  )
}

function OneChange({ change }: { readonly change: ChangePreview }) {
  const title = changeTitle(change)
  return (
    <div className={styles.changes}>
      <p className={styles.title} data-what={change.what}>
        {title}
      </p>
      {change.lines.length > 0 && <UnifiedDiff label={title} lines={change.lines} />}
      {change.note !== '' && <p className={styles.note}>{visibleLine(change.note)}</p>}
    </div>
  )
}
