import { formatBytes } from '../../../../src/view/format.ts'
import type { SystemRow } from '../../../../src/view/system-rows.ts'
import { Panel } from '../../kit/place/panel.tsx'
import { MendButton } from './mend-button.tsx'
import styles from './system.module.css'

/** What claw keeps, what it is for, and what is left of the disk. */
export function DiskPanel({ system: { state, disk } }: { readonly system: SystemRow }) {
  return (
    <Panel title="State and disk" flush actions={<MendButton cure="init" />}>
      <p className={styles.calm}>
        {formatBytes(disk.free_bytes)} of {formatBytes(disk.total_bytes)} are free where the state is.
      </p>
      <ul className={styles.list}>
        {state.map(({ what, path, bytes, files, about }) => (
          <li key={what} className={styles.part}>
            <span className={styles.name} title={path}>
              {what}
            </span>
            <span className={styles.number} title={`${files} files, ${bytes} bytes`}>
              {formatBytes(bytes)}
            </span>
            <p className={styles.detail}>{about}</p>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
