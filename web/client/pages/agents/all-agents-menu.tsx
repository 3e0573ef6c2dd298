import { useState } from 'react'
import { DELETE_ALL_WORDS } from '../../../../src/view/menu/places/agents/agents-questions.ts'
import type { AgentRow } from '../../../../src/view/rows.ts'
import { Button } from '../../kit/act/button.tsx'
import { Menu } from '../../kit/act/menu.tsx'
import { DeleteAgentsDialog } from './delete-agents-dialog.tsx'
import { RewriteDialog } from './rewrite-dialog.tsx'

/** What is done with all agents at once. */
export function AllAgentsMenu({ agents }: { readonly agents: readonly AgentRow[] }) {
  const [asking, setAsking] = useState<'delete' | 'rewrite'>()
  const close = () => setAsking(undefined)
  // As `claw delete-all-agents`: those of the project and of claw stay.
  const made = agents.filter(({ source }) => source === 'workspace_state' || source === 'configured')
  return (
    <>
      <Menu
        trigger={<Button icon="more">More</Button>}
        groups={[
          [{ label: 'Bring older ones up to date', icon: 'refresh', onSelect: () => setAsking('rewrite') }],
          [
            {
              label: 'Delete all that were made here',
              icon: 'trash',
              danger: true,
              disabledBecause: made.length === 0 ? 'None was.' : undefined,
              onSelect: () => setAsking('delete'),
            },
          ],
        ]}
      />
      <DeleteAgentsDialog agents={made} open={asking === 'delete'} onClose={close} typed={DELETE_ALL_WORDS} />
      {asking === 'rewrite' && <RewriteDialog onClose={close} />}
    </>
  )
}
