import { useState } from 'react'
import { plural } from '../../../../src/view/format.ts'
import type { TaggedAgent } from '../../../server/schemas/agent-schema.ts'
import { errorText } from '../../api/ask.ts'
import { Button } from '../../kit/act/button.tsx'
import { showToast } from '../../kit/notice/show-toast.ts'
import { switchAgent } from './agent-calls.ts'
import { DeleteAgentsDialog } from './delete-agents-dialog.tsx'

interface SelectedAgentsProps {
  readonly agents: readonly TaggedAgent[]
  readonly onDone: () => void
}

/** What can be done with all agents that are marked. */
export function SelectedAgents({ agents, onDone }: SelectedAgentsProps) {
  const [asking, setAsking] = useState(false)
  const [busy, setBusy] = useState(false)
  const own = agents.filter(({ source }) => source !== 'shipped')
  const put = async (enabled: boolean) => {
    setBusy(true)
    try {
      for (const agent of agents) await switchAgent(agent, enabled)
      showToast({ title: `${plural(agents.length, 'agent')} ${enabled ? 'enabled' : 'disabled'}`, tone: 'good' })
      onDone()
    } catch (error) {
      showToast({ title: 'Not all were switched', description: errorText(error), tone: 'bad' })
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <Button size="s" busy={busy} onClick={() => void put(true)}>
        Enable
      </Button>
      <Button size="s" busy={busy} onClick={() => void put(false)}>
        Disable
      </Button>
      <Button
        size="s"
        variant="danger"
        icon="trash"
        disabledBecause={own.length === 0 ? 'What comes with claw cannot be deleted; it can be disabled.' : undefined}
        onClick={() => setAsking(true)}
      >
        Delete
      </Button>
      <DeleteAgentsDialog agents={agents} open={asking} onClose={() => setAsking(false)} onDeleted={onDone} />
    </>
  )
}
