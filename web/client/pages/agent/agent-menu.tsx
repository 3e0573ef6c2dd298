import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { AgentDetail } from '../../../../src/view/rows.ts'
import type { TaggedAgent } from '../../../server/schemas/agent-schema.ts'
import { errorText } from '../../api/ask.ts'
import { useDeeds } from '../../app/keys/use-deeds.ts'
import { Button } from '../../kit/act/button.tsx'
import { Menu } from '../../kit/act/menu.tsx'
import { showToast } from '../../kit/notice/show-toast.ts'
import { switchAgent } from '../agents/agent-calls.ts'
import { DeleteAgentsDialog } from '../agents/delete-agents-dialog.tsx'
import { PromoteDialog } from './promote-dialog.tsx'

/** What a person decides about an agent as a whole. */
export function AgentMenu({ agent }: { readonly agent: AgentDetail & TaggedAgent }) {
  const { agent_id, status, source } = agent
  const navigate = useNavigate()
  const [asking, setAsking] = useState<'delete' | 'promote'>()
  const off = status === 'disabled'
  const put = async () => {
    try {
      await switchAgent(agent, off)
      showToast({ title: off ? `${agent_id} is enabled` : `${agent_id} is disabled: it is given no work`, tone: 'good' })
    } catch (error) {
      showToast({ title: 'Not done', description: errorText(error), tone: 'bad' })
    }
  }
  const edit = () => void navigate({ to: '/agents/$agent_id/edit', params: { agent_id } })
  const promotable = status === 'broken' ? 'It is broken.' : source === 'workspace' ? 'It is one of the project already.' : undefined
  useDeeds([
    { id: 'edit', title: 'Edit this agent', key: 'e', run: edit },
    { id: 'switch', title: off ? 'Enable this agent' : 'Disable this agent', run: () => void put() },
    ...(promotable === undefined
      ? [{ id: 'promote', title: 'Copy this agent into the project', key: 'p', run: () => setAsking('promote') }]
      : []),
    ...(source === 'shipped' ? [] : [{ id: 'delete', title: 'Delete this agent', key: 'd', run: () => setAsking('delete') }]),
  ])
  return (
    <>
      <Menu
        trigger={<Button icon="more">More</Button>}
        groups={[
          [
            { label: off ? 'Enable' : 'Disable', icon: off ? 'play' : 'pause', onSelect: () => void put() },
            { label: 'Copy into the project', icon: 'copy', disabledBecause: promotable, onSelect: () => setAsking('promote') },
          ],
          [
            {
              label: 'Delete',
              icon: 'trash',
              danger: true,
              disabledBecause: source === 'shipped' ? 'It comes with claw: it can be disabled.' : undefined,
              onSelect: () => setAsking('delete'),
            },
          ],
        ]}
      />
      <DeleteAgentsDialog
        agents={[agent]}
        open={asking === 'delete'}
        onClose={() => setAsking(undefined)}
        onDeleted={() => void navigate({ to: '/agents' })}
      />
      <PromoteDialog agent_id={agent_id} open={asking === 'promote'} onClose={() => setAsking(undefined)} />
    </>
  )
}
