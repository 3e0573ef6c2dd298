import type { Meaning } from '../../../../src/view/menu/span.ts'
import type { AgentPermissions, PermissionRow } from '../../../../src/view/permission-rows.ts'
import { visibleLine } from '../../../../src/view/shown-text.ts'
import { Badge } from '../../kit/show/badge.tsx'
import styles from './permission-list.module.css'

const TONES: Readonly<Record<PermissionRow['decision'], Meaning>> = { allow: 'good', ask: 'warn', deny: 'bad' }
const WORDS: Readonly<Record<PermissionRow['decision'], string>> = { allow: 'allowed', ask: 'asks', deny: 'denied' }

interface PermissionListProps {
  readonly permissions: AgentPermissions
  /** What holds now, when `permissions` are those of an edit: what differs is marked. */
  readonly before?: AgentPermissions | undefined
}

/** What the policy says to each kind of call, and by which rule. */
export function PermissionList({ permissions: { rows, policy, sandbox }, before }: PermissionListProps) {
  const formerly = (row: PermissionRow) => before?.rows.find(({ tool, call }) => tool === row.tool && call === row.call)
  const gone = before?.rows.filter((old) => !rows.some(({ tool, call }) => tool === old.tool && call === old.call)) ?? []
  return (
    <div className={styles.frame}>
      <p className={styles.under}>
        Policy {policy}, sandbox {sandbox}. For an agent that has read nothing yet, on a task that names no host.
      </p>
      {rows.length === 0 && <p>It holds no tools: it can do nothing but answer.</p>}
      <ul className={styles.list} aria-label="What it may do">
        {rows.map((row) => {
          const old = formerly(row)
          const is =
            before === undefined ? '' : old === undefined ? 'new' : old.decision === row.decision ? '' : `was ${WORDS[old.decision]}`
          return (
            <li key={`${row.tool} ${row.call}`} className={styles.row}>
              <Badge tone={TONES[row.decision]}>{WORDS[row.decision]}</Badge>
              <span className={styles.what}>
                {row.call} <code>{row.tool}</code> {is !== '' && <Badge tone="accent">{is}</Badge>}
              </span>
              <span className={styles.why}>
                {visibleLine(row.reason)} <code>{visibleLine(row.rule)}</code>
              </span>
            </li>
          )
        })}
        {gone.map((row) => (
          <li key={`gone ${row.tool} ${row.call}`} className={styles.row}>
            <Badge tone="dim">no more</Badge>
            <span className={styles.what}>
              {row.call} <code>{row.tool}</code>
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
