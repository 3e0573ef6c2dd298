import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { AgentDraftRow } from '../../../../src/view/agent-draft-rows.ts'
import { visibleLine } from '../../../../src/view/shown-text.ts'
import { ask } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { once } from '../../api/once.ts'
import { Button } from '../../kit/act/button.tsx'
import { ErrorNotice } from '../../kit/notice/error-notice.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { showToast } from '../../kit/notice/show-toast.ts'
import { Arrange } from '../../kit/place/arrange.tsx'
import sides from '../agent-edit/agent-editor.module.css'
import { UnsavedGuard } from '../agent-edit/unsaved-guard.tsx'
import { agentsChanged, at } from '../agents/agent-calls.ts'
import { DraftForm } from './draft-form.tsx'
import { DraftOutlook } from './draft-outlook.tsx'
import { toDraft, useDraftCheck } from './use-draft-check.ts'

interface DraftEditorProps {
  readonly draft: AgentDraftRow
  readonly onChange: (draft: AgentDraftRow) => void
}

export function DraftEditor({ draft, onChange }: DraftEditorProps) {
  const navigate = useNavigate()
  const check = useDraftCheck(draft)
  const [key] = useState(() => crypto.randomUUID())
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const [done, setDone] = useState(false)
  const twin = check.data?.twin ?? null
  const act = async (deed: () => Promise<string>) => {
    setBusy(true)
    setError(undefined)
    try {
      const agent_id = await deed()
      setDone(true)
      await agentsChanged()
      // The guard has to have seen that nothing is left to lose.
      setTimeout(() => void navigate({ to: '/agents/$agent_id', params: { agent_id } }))
    } catch (failure) {
      setError(failure)
    } finally {
      setBusy(false)
    }
  }
  const make = () =>
    act(async () => {
      const { agent_id, folder } = await ask(
        client['agent-drafts'].$post({ json: toDraft(draft) }, { headers: { 'idempotency-key': key } }),
      )
      showToast({ title: `Made ${agent_id}`, description: `The next run can use it: ${folder}`, tone: 'good' })
      return agent_id
    })
  const teach = (agent_id: string) =>
    act(async () => {
      const [task = draft.description] = draft.examples
      await once(`teach ${agent_id} ${task}`, (headers) =>
        ask(client['agent-drafts'].twins[':id'].$post({ ...at(agent_id), json: { task } }, { headers })),
      )
      showToast({ title: `No agent was made: ${agent_id} has learned the task`, tone: 'good' })
      return agent_id
    })
  return (
    <>
      <div className={sides.sides}>
        <DraftForm draft={draft} problems={check.data?.problems ?? []} onChange={onChange} />
        <Arrange as="stack">
          {twin !== null && (
            <Notice tone="warn" announced title={`${visibleLine(twin)} does such work already`}>
              <p>Teaching it the first example as one more task that it is for may serve you better than one agent more.</p>
              <Button size="s" busy={busy} onClick={() => void teach(twin)}>
                Teach {visibleLine(twin)} instead
              </Button>
            </Notice>
          )}
          <DraftOutlook draft={draft} check={check} />
          {error !== undefined && <ErrorNotice error={error} title="No agent was made" />}
          <Button
            variant="primary"
            busy={busy}
            disabledBecause={check.blocking ? 'Mend what is wrong first.' : undefined}
            onClick={() => void make()}
          >
            Make this agent
          </Button>
        </Arrange>
      </div>
      <UnsavedGuard dirty={!done} />
    </>
  )
}
