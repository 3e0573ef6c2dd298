import { useQueryClient } from '@tanstack/react-query'
import { plural } from '../../../../src/view/format.ts'
import type { MemoryRow } from '../../../../src/view/memory-row.ts'
import { ask } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { keys } from '../../api/query-keys.ts'
import { showToast } from '../../kit/notice/show-toast.ts'
import { ConfirmDialog } from '../../kit/over/confirm-dialog.tsx'
import { Said } from '../../kit/show/said.tsx'

export type Forgetting =
  | { readonly what: 'item'; readonly item: MemoryRow }
  | { readonly what: 'kind'; readonly kind: MemoryRow['kind'] }
  | { readonly what: 'all' }

interface ForgetDialogProps {
  readonly agent_id: string
  readonly forgetting: Forgetting | undefined
  readonly onClose: () => void
}

/** Asks first: what is forgotten is out of the file for good. */
export function ForgetDialog({ agent_id, forgetting, onClose }: ForgetDialogProps) {
  const queries = useQueryClient()
  if (forgetting === undefined) return null
  const forget = async () => {
    const { memories } = await ask(send(agent_id, forgetting))
    void queries.invalidateQueries({ queryKey: keys.memory })
    showToast({ title: `Forgot ${plural(memories.length, 'item')}`, description: agent_id, tone: 'good' })
  }
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={titleOf(agent_id, forgetting)}
      action="Forget"
      danger
      {...(forgetting.what === 'all' ? { typed: agent_id } : {})}
      onConfirm={forget}
    >
      <p>
        It is taken out of the memory of {agent_id} for good, expired and superseded ones included. The audit log keeps that it was done,
        not what it said.
      </p>
      {forgetting.what === 'item' && (
        <p>
          <Said text={forgetting.item.text} lines={3} />
        </p>
      )}
    </ConfirmDialog>
  )
}

function send(agent: string, forgetting: Forgetting) {
  const param = { agent }
  switch (forgetting.what) {
    case 'item':
      return client.memory[':agent'][':id'].$delete({ param: { ...param, id: forgetting.item.memory_id } }, JSON_TYPE)
    case 'kind':
      return client.memory[':agent'].forget.$post({ param, json: { kind: forgetting.kind } })
    case 'all':
      return client.memory[':agent'].forget.$post({ param, json: {} })
    default:
      return forgetting satisfies never
  }
}

// What changes something says that it is JSON, with a body or without: no form of another site can.
const JSON_TYPE = { headers: { 'content-type': 'application/json' } }

function titleOf(agent_id: string, forgetting: Forgetting): string {
  switch (forgetting.what) {
    case 'item':
      return `Forget ${forgetting.item.memory_id}?`
    case 'kind':
      return `Forget every ${forgetting.kind} of ${agent_id}?`
    case 'all':
      return `Forget all that ${agent_id} remembers?`
    default:
      return forgetting satisfies never
  }
}
