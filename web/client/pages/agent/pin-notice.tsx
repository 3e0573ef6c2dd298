import { useState } from 'react'
import type { AgentDetail } from '../../../../src/view/rows.ts'
import { visibleLine } from '../../../../src/view/shown-text.ts'
import { Button } from '../../kit/act/button.tsx'
import { ButtonLink } from '../../kit/act/link.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { showToast } from '../../kit/notice/show-toast.ts'
import { ConfirmDialog } from '../../kit/over/confirm-dialog.tsx'
import { Arrange } from '../../kit/place/arrange.tsx'
import { Disclosure } from '../../kit/place/disclosure.tsx'
import { acceptAgent, pinChangesOf } from './agent-queries.ts'
import { PinChanges } from './pin-changes.tsx'

/** What changed since the agent was pinned, and whether a person has to say yes to it. */
export function PinNotice({ agent }: { readonly agent: AgentDetail }) {
  const { agent_id, pin } = agent
  const [asking, setAsking] = useState(false)
  const untrusted = pin.trust === 'found'
  if (pin.state !== 'asks' && pin.state !== 'applies' && !untrusted) return null
  const title =
    pin.state === 'asks'
      ? 'It changed, and is asked about before it runs'
      : pin.state === 'applies'
        ? 'It changed; the next run takes it as it is'
        : 'It was found here and accepted by nobody: its text counts as untrusted'
  return (
    <Notice tone={pin.state === 'asks' ? 'warn' : 'info'} title={title}>
      {pin.what.length > 0 && (
        <ul>
          {pin.what.map((one) => (
            <li key={one}>{visibleLine(one)}</li>
          ))}
        </ul>
      )}
      {pin.state !== 'same' && (
        <Disclosure summary="What changed, file by file" startsOpen>
          <PinChanges {...pinChangesOf(agent_id)} />
        </Disclosure>
      )}
      <Arrange as="row" close>
        <Button size="s" onClick={() => setAsking(true)}>
          Accept it as it is
        </Button>
        <ButtonLink size="s" to="/agents/$agent_id" params={{ agent_id }} search={{ tab: 'manifest' }}>
          Look at it first
        </ButtonLink>
      </Arrange>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={`Accept ${visibleLine(agent_id)} as it is?`}
        action="Accept"
        onConfirm={async () => {
          await acceptAgent(agent_id, pin.digest ?? '')
          showToast({ title: `${agent_id} is accepted as it is`, tone: 'good' })
        }}
      >
        <p>
          Its manifest, its skill.md and the files of its program are taken as they are now, and its text counts as yours from then on. If
          it changes again before you confirm, nothing is accepted.
        </p>
        {pin.what.length > 0 && (
          <ul>
            {pin.what.map((one) => (
              <li key={one}>{visibleLine(one)}</li>
            ))}
          </ul>
        )}
        <p>
          Digest <code>{pin.digest}</code>
        </p>
      </ConfirmDialog>
    </Notice>
  )
}
