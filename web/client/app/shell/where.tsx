import { visibleLine, visibleText } from '../../../../src/view/shown-text.ts'
import { useStatus } from '../../api/status.ts'
import styles from './where.module.css'

/** The workspace by the name of its folder, and what plans its runs. */
export function Where() {
  const { data } = useStatus()
  if (data === undefined) return <p className={styles.where} />
  const folder = data.workspace.split(/[\\/]/).findLast((part) => part !== '') ?? data.workspace
  return (
    <p className={styles.where}>
      <span className={styles.folder} title={visibleText(data.workspace)}>
        {visibleLine(folder)}
      </span>
      <span className={styles.engine} title={visibleText(data.engine_reason)}>
        {visibleLine(data.engine)}
      </span>
    </p>
  )
}
