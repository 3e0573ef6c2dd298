import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { textsOf } from '../../../../src/view/agents/manifest-text.ts'
import type { AgentDetail } from '../../../../src/view/rows.ts'
import { visibleLine } from '../../../../src/view/shown-text.ts'
import { ask } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { Button } from '../../kit/act/button.tsx'
import { Form } from '../../kit/form/form.tsx'
import { TextArea } from '../../kit/form/text-area.tsx'
import { Empty } from '../../kit/notice/empty.tsx'
import { Arrange } from '../../kit/place/arrange.tsx'
import { Panel } from '../../kit/place/panel.tsx'
import { at } from '../agents/agent-calls.ts'
import { HandshakePanel } from './handshake-panel.tsx'
import { TestResult } from './test-result.tsx'
import styles from './test-tab.module.css'

const here = getRouteApi('/agents/$agent_id')

/** Gives an agent a task for real: one of its own examples, or any other. */
export function TestTab({ agent }: { readonly agent: AgentDetail }) {
  const { agent_id, manifest, status } = agent
  const { run } = here.useSearch()
  const navigate = here.useNavigate()
  const [task, setTask] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const examples = textsOf(manifest?.['examples'])
  const start = async (wanted: string) => {
    setBusy(true)
    setError(undefined)
    try {
      const headers = { 'idempotency-key': crypto.randomUUID() }
      const { run_id } = await ask(client.agents[':id'].tests.$post({ ...at(agent_id), json: { task: wanted } }, { headers }))
      await navigate({ search: (old) => ({ ...old, run: run_id }) })
    } catch (failure) {
      setError(failure)
    } finally {
      setBusy(false)
    }
  }
  if (status === 'broken') return <Empty title="A broken agent cannot be tried">Mend its texts first.</Empty>
  return (
    <Arrange as="stack">
      <Panel title="Try it on a task">
        <Form
          label="Try the agent"
          error={error}
          onSubmit={() => void start(task)}
          footer={
            <Button
              type="submit"
              variant="primary"
              icon="play"
              busy={busy}
              disabledBecause={task.trim() === '' ? 'Say what it is to do.' : undefined}
            >
              Try it
            </Button>
          }
        >
          <TextArea
            label="Task"
            name="task"
            value={task}
            onChange={setTask}
            hint="It is a run of its own, under the policy of every run: files are really written, and what needs a yes asks for it."
          />
        </Form>
        {examples.length > 0 && (
          <>
            <h3 className={styles.head}>Its own examples</h3>
            <ul className={styles.list}>
              {examples.map((example) => (
                <li key={example} className={styles.row}>
                  <span>{visibleLine(example)}</span>
                  <Button size="s" icon="edit" onClick={() => setTask(example)} aria-label={`Use “${visibleLine(example)}” as the task`}>
                    Use
                  </Button>
                  <Button size="s" icon="play" busy={busy} onClick={() => void start(example)} aria-label={`Try “${visibleLine(example)}”`}>
                    Try
                  </Button>
                </li>
              ))}
            </ul>
          </>
        )}
      </Panel>
      {run !== '' && <TestResult key={run} agent_id={agent_id} run_id={run} />}
      <HandshakePanel agent_id={agent_id} />
    </Arrange>
  )
}
