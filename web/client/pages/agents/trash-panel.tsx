import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { plural } from '../../../../src/view/format.ts'
import { visibleLine } from '../../../../src/view/shown-text.ts'
import { errorText } from '../../api/ask.ts'
import { Button } from '../../kit/act/button.tsx'
import { Empty } from '../../kit/notice/empty.tsx'
import { ErrorNotice } from '../../kit/notice/error-notice.tsx'
import { showToast } from '../../kit/notice/show-toast.ts'
import { Skeleton } from '../../kit/notice/skeleton.tsx'
import { ConfirmDialog } from '../../kit/over/confirm-dialog.tsx'
import { Panel } from '../../kit/place/panel.tsx'
import { Time } from '../../kit/show/time.tsx'
import { emptyTrash, restoreAgents, trashQuery } from './agent-calls.ts'
import styles from './trash-panel.module.css'

/** Deleted agents that can be brought back. Of several of an id the one deleted last comes back first. */
export function TrashPanel() {
  const { data, error, refetch } = useQuery(trashQuery)
  const [asking, setAsking] = useState(false)
  const trash = data?.trash ?? []
  return (
    <Panel
      title="Trash"
      actions={
        trash.length > 0 && (
          <Button size="s" variant="danger" icon="trash" onClick={() => setAsking(true)}>
            Empty trash
          </Button>
        )
      }
    >
      {error !== null && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton lines={2} />}
      {data !== undefined && trash.length === 0 && (
        <Empty title="The trash is empty">Deleted agents wait here for {plural(data.kept_days, 'day')}.</Empty>
      )}
      <ul className={styles.list}>
        {trash.map(({ agent_id, name, deleted_at, folder }, index) => (
          <li key={folder} className={styles.row}>
            <span>
              {visibleLine(name)} <code>{visibleLine(agent_id)}</code>
            </span>
            <span className={styles.when}>
              deleted <Time at={deleted_at} />
            </span>
            <Button
              size="s"
              icon="undo"
              aria-label={`Restore ${visibleLine(agent_id)}`}
              disabledBecause={
                trash.findIndex((one) => one.agent_id === agent_id) === index ? undefined : 'A later one of this id comes back first.'
              }
              onClick={() => void restore(agent_id)}
            >
              Restore
            </Button>
          </li>
        ))}
      </ul>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={`Delete ${plural(trash.length, 'agent')} for good?`}
        action="Empty trash"
        danger
        typed="empty"
        onConfirm={async () => {
          const { gone } = await emptyTrash()
          showToast({ title: `${plural(gone.length, 'agent')} gone for good`, tone: 'good' })
        }}
      >
        <p>Their texts, versions, memories and records are deleted from the disk. This cannot be undone.</p>
      </ConfirmDialog>
    </Panel>
  )
}

async function restore(agent_id: string): Promise<void> {
  try {
    await restoreAgents([agent_id])
    showToast({ title: `${agent_id} is back`, tone: 'good' })
  } catch (error) {
    showToast({ title: 'Not brought back', description: errorText(error), tone: 'bad' })
  }
}
