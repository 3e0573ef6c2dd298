import { useState } from 'react'
import type { HandshakeRow } from '../../../../src/view/agent-test-text.ts'
import { handshakeText } from '../../../../src/view/agent-test-text.ts'
import { ask } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { Button } from '../../kit/act/button.tsx'
import { ErrorNotice } from '../../kit/notice/error-notice.tsx'
import { Panel } from '../../kit/place/panel.tsx'
import { TextView } from '../../kit/text/text-view.tsx'
import { at } from '../agents/agent-calls.ts'

/** Whether its program speaks the protocol: whatever it asks for is refused. */
export function HandshakePanel({ agent_id }: { readonly agent_id: string }) {
  const [shaken, setShaken] = useState<HandshakeRow>()
  const [error, setError] = useState<unknown>()
  const [stop, setStop] = useState<AbortController>()
  const shake = async () => {
    const abort = new AbortController()
    setStop(abort)
    setError(undefined)
    setShaken(undefined)
    try {
      setShaken(await ask(client.agents[':id'].handshake.$post({ ...at(agent_id), json: {} }, { init: { signal: abort.signal } })))
    } catch (failure) {
      if (!abort.signal.aborted) setError(failure)
    } finally {
      setStop(undefined)
    }
  }
  return (
    <Panel
      title="Handshake"
      actions={
        <>
          {stop !== undefined && (
            <Button size="s" icon="stop" onClick={() => stop.abort()}>
              Stop
            </Button>
          )}
          <Button size="s" busy={stop !== undefined} onClick={() => void shake()}>
            Shake hands
          </Button>
        </>
      }
    >
      <p>Starts its program in the sandbox and gives it a task; whatever it asks for is refused, and no model is paid.</p>
      <div aria-live="polite">{shaken !== undefined && <TextView label="What was said" text={handshakeText(shaken)} />}</div>
      {error !== undefined && <ErrorNotice error={error} />}
    </Panel>
  )
}
