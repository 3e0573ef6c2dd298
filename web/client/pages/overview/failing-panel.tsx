import { plural } from '../../../../src/view/format.ts'
import type { FailingRow, StatsRow } from '../../../../src/view/stats/stats-rows.ts'
import { Link } from '../../kit/act/link.tsx'
import { Panel } from '../../kit/place/panel.tsx'
import { Said } from '../../kit/show/said.tsx'
import { Time } from '../../kit/show/time.tsx'
import styles from './overview.module.css'

const KINDS = [
  { of: 'agents', one: 'agent' },
  { of: 'tools', one: 'tool' },
  { of: 'codes', one: 'error' },
] as const
const SHOWN = 3

/** What fails most: agents, tools, error codes, each with its newest run. */
export function FailingPanel({ failing }: { readonly failing: StatsRow['failing'] }) {
  const rows = KINDS.flatMap(({ of, one }) => failing[of].slice(0, SHOWN).map((row) => ({ row, one })))
  return (
    <Panel title="What fails" flush>
      {rows.length === 0 ? (
        <p className={styles.calm}>Nothing failed in this range.</p>
      ) : (
        <ul className={styles.list}>
          {rows.map(({ row, one }) => (
            <Failing key={`${one} ${row.name}`} row={row} one={one} />
          ))}
        </ul>
      )}
    </Panel>
  )
}

function Failing({ row, one }: { readonly row: FailingRow; readonly one: string }) {
  const { name, failures, of, code, at, run_id } = row
  return (
    <li className={styles.item}>
      <div className={styles.words}>
        <span className={styles.name}>
          <span className={styles.aside}>{one}</span> <Said text={name} />
        </span>
        <span className={styles.facts}>
          <span>{one === 'error' ? plural(failures, 'run') : `${failures} of ${of} failed`}</span>
          {code !== null && one !== 'error' && <code>{code}</code>}
        </span>
      </div>
      <Link to="/runs/$run_id" params={{ run_id }}>
        <span className="visually-hidden">Newest failure of {name}, </span>
        <Time at={at} />
      </Link>
    </li>
  )
}
