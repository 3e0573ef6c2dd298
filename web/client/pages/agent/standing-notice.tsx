import { useState } from 'react'
import type { AgentDetail } from '../../../../src/view/rows.ts'
import { visibleText } from '../../../../src/view/shown-text.ts'
import type { TaggedAgent } from '../../../server/schemas/agent-schema.ts'
import { errorText } from '../../api/ask.ts'
import { Button } from '../../kit/act/button.tsx'
import { ButtonLink } from '../../kit/act/link.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { showToast } from '../../kit/notice/show-toast.ts'
import { switchAgent } from '../agents/agent-calls.ts'

/** What keeps an agent from work, and the way out. */
export function StandingNotice({ agent }: { readonly agent: AgentDetail & TaggedAgent }) {
  const { agent_id, status, problem, metrics } = agent
  switch (status) {
    case 'broken':
      return (
        <Notice tone="bad" title="It is broken, so no run finds it">
          <p>{visibleText(problem ?? '')}</p>
          <ButtonLink to="/agents/$agent_id/edit" params={{ agent_id }} size="s" icon="edit">
            Mend it
          </ButtonLink>
        </Notice>
      )
    case 'disabled':
      return (
        <Notice tone="warn" title="It is disabled: it is given no work">
          <SwitchOn agent={agent} label="Enable" />
        </Notice>
      )
    case 'degraded':
      return (
        <Notice tone="warn" title={`It is degraded: ${visibleText(metrics?.degraded_reason ?? 'it failed')}`}>
          <p>Others are taken before it. A success or an edit restores it, or a reset by hand; its sums stay.</p>
          <SwitchOn agent={agent} label="Reset its standing" />
        </Notice>
      )
    case 'active':
      return null
    default:
      return status satisfies never
  }
}

function SwitchOn({ agent, label }: { readonly agent: TaggedAgent; readonly label: string }) {
  const [busy, setBusy] = useState(false)
  const act = async () => {
    setBusy(true)
    try {
      await switchAgent(agent, true)
      showToast({ title: `${agent.agent_id} is given work again`, tone: 'good' })
    } catch (error) {
      showToast({ title: 'Not done', description: errorText(error), tone: 'bad' })
    } finally {
      setBusy(false)
    }
  }
  return (
    <Button size="s" busy={busy} onClick={() => void act()}>
      {label}
    </Button>
  )
}
