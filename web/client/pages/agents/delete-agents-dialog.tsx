import { plural } from '../../../../src/view/format.ts'
import type { AgentRow } from '../../../../src/view/rows.ts'
import { visibleLine } from '../../../../src/view/shown-text.ts'
import { errorText } from '../../api/ask.ts'
import { showToast } from '../../kit/notice/show-toast.ts'
import { ConfirmDialog } from '../../kit/over/confirm-dialog.tsx'
import { deleteAgents, restoreAgents } from './agent-calls.ts'

interface DeleteAgentsDialogProps {
  readonly agents: readonly AgentRow[]
  readonly open: boolean
  /** Words that have to be typed first. */
  readonly typed?: string
  readonly onClose: () => void
  readonly onDeleted?: () => void
}

/** Says what goes, and offers the way back afterwards. */
export function DeleteAgentsDialog({ agents, open, typed, onClose, onDeleted }: DeleteAgentsDialogProps) {
  const own = agents.filter(({ source }) => source !== 'shipped')
  const shipped = agents.filter(({ source }) => source === 'shipped')
  const one = own.length === 1 ? own[0] : undefined
  return (
    <ConfirmDialog
      open={open}
      onClose={onClose}
      title={one === undefined ? `Delete ${plural(own.length, 'agent')}?` : `Delete the agent ${visibleLine(one.agent_id)}?`}
      action={one === undefined ? `Delete ${own.length}` : 'Delete agent'}
      danger
      {...(typed === undefined ? {} : { typed })}
      onConfirm={async () => {
        await carryOut(own.map(({ agent_id }) => agent_id))
        onDeleted?.()
      }}
    >
      {one === undefined && (
        <ul>
          {own.map(({ agent_id }) => (
            <li key={agent_id}>
              <code>{visibleLine(agent_id)}</code>
            </li>
          ))}
        </ul>
      )}
      <p>
        The folder goes to the trash with its texts, versions and memory; its record and what it has learned are set aside. No run finds it
        any more. All of it comes back when it is restored, until the trash is emptied or its time is over.
      </p>
      {own.some(({ shadows }) => shadows.length > 0) && <p>What it stood in for, of the same id, is used again.</p>}
      {shipped.length > 0 && (
        <p>
          Not deleted, since they come with claw: {shipped.map(({ agent_id }) => visibleLine(agent_id)).join(', ')}. They can be disabled.
        </p>
      )}
    </ConfirmDialog>
  )
}

async function carryOut(agent_ids: readonly string[]): Promise<void> {
  if (agent_ids.length === 0) return
  const { deleted, failed } = await deleteAgents(agent_ids)
  const ids = deleted.map(({ agent_id }) => agent_id)
  if (ids.length > 0)
    showToast({
      title: ids.length === 1 ? `Deleted ${ids[0]}` : `Deleted ${plural(ids.length, 'agent')}`,
      description: `In the trash for ${plural(deleted[0]?.kept_days ?? 0, 'day')}.`,
      tone: 'good',
      action: { label: 'Undo', run: () => void undo(ids) },
    })
  if (failed.length > 0) throw new Error(failed.map(({ agent_id, problem }) => `${agent_id}: ${problem}`).join('\n'))
}

async function undo(ids: readonly string[]): Promise<void> {
  try {
    await restoreAgents(ids)
    showToast({ title: ids.length === 1 ? `${ids[0]} is back` : `${plural(ids.length, 'agent')} are back`, tone: 'good' })
  } catch (error) {
    showToast({ title: 'Not brought back', description: errorText(error), tone: 'bad' })
  }
}
