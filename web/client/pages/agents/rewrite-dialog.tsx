import { useQuery } from '@tanstack/react-query'
import { plural } from '../../../../src/view/format.ts'
import { visibleLine } from '../../../../src/view/shown-text.ts'
import { ask } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { keys } from '../../api/query-keys.ts'
import { Button } from '../../kit/act/button.tsx'
import { ErrorNotice } from '../../kit/notice/error-notice.tsx'
import { showToast } from '../../kit/notice/show-toast.ts'
import { Skeleton } from '../../kit/notice/skeleton.tsx'
import { ConfirmDialog } from '../../kit/over/confirm-dialog.tsx'
import { Dialog } from '../../kit/over/dialog.tsx'
import { agentsChanged } from './agent-calls.ts'

interface RewriteDialogProps {
  readonly onClose: () => void
  readonly onDone?: () => void
}

const rewrite = (apply: boolean) => ask(client.agents['rewrite-entrypoints'].$post({ json: { apply } }))

/** Brings the manifests of older agents up to the present runtime; says first what would be changed. */
export function RewriteDialog({ onClose, onDone = () => undefined }: RewriteDialogProps) {
  const { data, error } = useQuery({
    queryKey: keys.agentList({ rewritable: true }),
    queryFn: () => rewrite(false),
    staleTime: 0,
    gcTime: 0,
  })
  if (data === undefined || data.changes.length === 0)
    return (
      <Dialog open onClose={onClose} title="Bring older agents up to date" footer={<Button onClick={onClose}>Close</Button>}>
        {error !== null ? <ErrorNotice error={error} /> : data === undefined ? <Skeleton lines={3} /> : <p>Every agent is up to date.</p>}
      </Dialog>
    )
  const apply = async () => {
    const { changes } = await rewrite(true)
    showToast({ title: `Brought ${plural(changes.length, 'agent')} up to date`, tone: 'good' })
    await agentsChanged()
    onDone()
  }
  return (
    <ConfirmDialog open onClose={onClose} title="Bring these agents up to date?" action="Change their manifests" onConfirm={apply}>
      <ul>
        {data.changes.map(({ agent_id, change }) => (
          <li key={agent_id}>
            <code>{visibleLine(agent_id)}</code>: {visibleLine(change)}
          </li>
        ))}
      </ul>
    </ConfirmDialog>
  )
}
