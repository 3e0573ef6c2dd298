import { useEffect, useRef, useState } from 'react'
import type { AgentDraftRow } from '../../../../src/view/agent-draft-rows.ts'
import { ask } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { once } from '../../api/once.ts'
import { Button } from '../../kit/act/button.tsx'
import { Form } from '../../kit/form/form.tsx'
import { TextArea } from '../../kit/form/text-area.tsx'
import { ErrorNotice } from '../../kit/notice/error-notice.tsx'
import { Arrange } from '../../kit/place/arrange.tsx'
import { Panel } from '../../kit/place/panel.tsx'

interface BeginPanelProps {
  readonly task: string
  /** Undefined: with nothing. */
  readonly onBegin: (draft: AgentDraftRow | undefined) => void
}

/** How a new agent begins. A draft by a model can be given up while it is made. */
export function BeginPanel({ task: given, onBegin }: BeginPanelProps) {
  const [task, setTask] = useState(given)
  const [error, setError] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const stop = useRef<AbortController>(undefined)
  useEffect(() => () => stop.current?.abort(), [])
  const get = async (fetching: (signal: AbortSignal) => Promise<AgentDraftRow>) => {
    const abort = new AbortController()
    stop.current = abort
    setBusy(true)
    setError(undefined)
    try {
      onBegin(await fetching(abort.signal))
    } catch (failure) {
      if (!abort.signal.aborted) setError(failure)
    } finally {
      setBusy(false)
    }
  }
  const propose = () =>
    get((signal) =>
      once(`propose ${task}`, (headers) => ask(client['agent-drafts'].propose.$post({ json: { task } }, { headers, init: { signal } }))),
    )
  const template = (name: 'python' | 'node') => get(() => ask(client['agent-drafts'].templates[':name'].$get({ param: { name } })))
  return (
    <Arrange as="columns" least="wide">
      <Panel title="For a task">
        <Form
          label="Propose an agent for a task"
          onSubmit={() => void propose()}
          footer={
            <>
              {busy && <Button onClick={() => stop.current?.abort()}>Stop</Button>}
              <Button type="submit" variant="primary" busy={busy} disabledBecause={task.trim() === '' ? 'Say what it is for.' : undefined}>
                Propose
              </Button>
            </>
          }
        >
          <TextArea
            label="A task that it is for"
            value={task}
            onChange={setTask}
            hint="As you would type it. A model drafts the agent when there is one, else the skill catalog does; you change the draft as you like."
          />
        </Form>
        {error !== undefined && <ErrorNotice error={error} title="Nothing was proposed" />}
      </Panel>
      <Panel title="By hand">
        <Arrange as="stack">
          <p>Field by field, or with a program of its own that works as it is.</p>
          <Arrange as="row">
            <Button onClick={() => onBegin(undefined)}>Field by field</Button>
            <Button onClick={() => void template('python')}>A program in Python</Button>
            <Button onClick={() => void template('node')}>A program for Node.js</Button>
          </Arrange>
        </Arrange>
      </Panel>
    </Arrange>
  )
}
