import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import type { AgentVersionRow } from '../../../../src/view/agent-care-rows.ts'
import type { AgentDetail } from '../../../../src/view/rows.ts'
import { visibleLine } from '../../../../src/view/shown-text.ts'
import { Button } from '../../kit/act/button.tsx'
import { Select } from '../../kit/form/select.tsx'
import { Empty } from '../../kit/notice/empty.tsx'
import { ErrorNotice } from '../../kit/notice/error-notice.tsx'
import { Skeleton } from '../../kit/notice/skeleton.tsx'
import { Arrange } from '../../kit/place/arrange.tsx'
import { Panel } from '../../kit/place/panel.tsx'
import { Time } from '../../kit/show/time.tsx'
import { versionsQuery } from './agent-queries.ts'
import { RestoreVersionDialog } from './restore-version-dialog.tsx'
import { VersionDiff } from './version-diff.tsx'
import styles from './versions-tab.module.css'

const here = getRouteApi('/agents/$agent_id')
const NOW = 'now'

/** Earlier forms of an agent: what is different between any two, and the way back. */
export function VersionsTab({ agent: { agent_id } }: { readonly agent: AgentDetail }) {
  const { data: versions, error, refetch } = useQuery(versionsQuery(agent_id))
  const { from, to } = here.useSearch()
  const navigate = here.useNavigate()
  const [restoring, setRestoring] = useState<number>()
  const put = (change: { readonly from?: string; readonly to?: string }) =>
    void navigate({ search: (old) => ({ ...old, ...change }), replace: true })
  if (error !== null && versions === undefined) return <ErrorNotice error={error} onRetry={() => void refetch()} />
  if (versions === undefined) return <Skeleton lines={6} />
  if (versions.length === 0) return <Empty title="There is no earlier form">Each edit keeps the former texts here; the last 20 stay.</Empty>
  const left = from === '' ? String(versions[0]?.version ?? NOW) : from
  const right = to === '' ? NOW : to
  const options = [
    { value: NOW, label: 'as it is now' },
    ...versions.map(({ version }) => ({ value: String(version), label: `version ${version}` })),
  ]
  return (
    <Arrange as="stack">
      <Panel title="Earlier forms">
        <ul className={styles.list}>
          {versions.map((version) => (
            <Version
              key={version.version}
              version={version}
              onCompare={() => put({ from: String(version.version), to: NOW })}
              onRestore={() => setRestoring(version.version)}
            />
          ))}
        </ul>
      </Panel>
      <Panel title="What is different">
        <Arrange as="stack">
          <Arrange as="row">
            <Select label="From" value={left} onChange={(value) => put({ from: value })} options={options} />
            <Select label="To" value={right} onChange={(value) => put({ to: value })} options={options} />
          </Arrange>
          <VersionDiff agent_id={agent_id} from={left} to={right} />
        </Arrange>
      </Panel>
      <RestoreVersionDialog agent_id={agent_id} version={restoring} onClose={() => setRestoring(undefined)} />
    </Arrange>
  )
}

interface VersionProps {
  readonly version: AgentVersionRow
  readonly onCompare: () => void
  readonly onRestore: () => void
}

function Version({ version: { version, at, by, why, digest }, onCompare, onRestore }: VersionProps) {
  return (
    <li className={styles.row}>
      <strong>version {version}</strong>
      <span className={styles.what}>
        until <Time at={at} />, replaced by {visibleLine(by)}: {visibleLine(why)} <code>{digest.slice(0, 8)}</code>
      </span>
      <Button size="s" onClick={onCompare} aria-label={`Compare version ${version} with the present form`}>
        Compare
      </Button>
      <Button size="s" icon="undo" onClick={onRestore} aria-label={`Restore version ${version}`}>
        Restore
      </Button>
    </li>
  )
}
