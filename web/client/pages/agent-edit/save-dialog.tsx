import { useState } from 'react'
import type { AgentEdit, EditedForm } from '../../../../src/view/agents/agent-edit.ts'
import { savedAgentText } from '../../../../src/view/saved-agent-text.ts'
import { visibleLine } from '../../../../src/view/shown-text.ts'
import { ApiError } from '../../api/api-error.ts'
import { ask, errorText } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { queryClient } from '../../api/query-client.ts'
import { Button } from '../../kit/act/button.tsx'
import { Checkbox } from '../../kit/form/checkbox.tsx'
import { ErrorNotice } from '../../kit/notice/error-notice.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { showToast } from '../../kit/notice/show-toast.ts'
import { Dialog } from '../../kit/over/dialog.tsx'
import { restoreVersion, textsQuery } from '../agent/agent-queries.ts'
import { TextsDiff } from '../agent/texts-diff.tsx'
import { agentsChanged, at } from '../agents/agent-calls.ts'
import { toForm } from './to-form.ts'

interface SaveDialogProps {
  readonly agent_id: string
  readonly edit: AgentEdit
  readonly widens: readonly string[]
  readonly onClose: () => void
  readonly onSaved: () => void
  readonly onOvertaken: (theirs: EditedForm) => void
}

/** What will be written, before it is; what it could do more has to be said yes to. */
export function SaveDialog({ agent_id, edit, widens, onClose, onSaved, onOvertaken }: SaveDialogProps) {
  const [accepted, setAccepted] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const save = async () => {
    setBusy(true)
    setError(undefined)
    try {
      await carryOut(agent_id, edit)
      onSaved()
    } catch (failure) {
      const theirs = failure instanceof ApiError && failure.status === 412 ? await present(agent_id).catch(() => undefined) : undefined
      if (theirs === undefined) setError(failure)
      else onOvertaken(theirs)
    } finally {
      setBusy(false)
    }
  }
  const footer = (
    <>
      <Button onClick={onClose}>Go on editing</Button>
      <Button
        variant="primary"
        busy={busy}
        disabledBecause={widens.length > 0 && !accepted ? 'Say yes to what it could do more first.' : undefined}
        onClick={() => void save()}
      >
        Save
      </Button>
    </>
  )
  return (
    <Dialog open wide onClose={() => !busy && onClose()} title={`Save ${visibleLine(agent_id)}?`} footer={footer}>
      <p>It applies at the next run. The former texts are kept as a version.</p>
      {widens.length > 0 && (
        <Notice tone="warn" title="It could do more than now">
          <ul>
            {widens.map((one) => (
              <li key={one}>{visibleLine(one)}</li>
            ))}
          </ul>
          <Checkbox label="Yes, it may" checked={accepted} onChange={setAccepted} />
        </Notice>
      )}
      <TextsDiff before={edit.base} after={edit} />
      {error !== undefined && <ErrorNotice error={error} title="It was not saved" />}
    </Dialog>
  )
}

async function carryOut(agent_id: string, { base, manifest, skill }: AgentEdit): Promise<void> {
  const saved = await ask(
    client.agents[':id'].texts.$put({ ...at(agent_id), header: { 'if-match': `"${base.digest}"` }, json: { manifest, skill } }),
  )
  await agentsChanged()
  const { version_kept, digest_after } = saved
  showToast({
    title: `${agent_id} is saved`,
    description: savedAgentText(saved),
    tone: saved.still_asks.length > 0 || saved.untrusted ? 'warn' : 'good',
    ...(version_kept === null ? {} : { action: { label: 'Undo', run: () => void undo(agent_id, version_kept, digest_after) } }),
  })
}

async function undo(agent_id: string, version: number, digest: string): Promise<void> {
  try {
    await restoreVersion(agent_id, version, digest)
    showToast({ title: `${agent_id} is as it was`, tone: 'good' })
  } catch (error) {
    showToast({ title: 'Not undone', description: errorText(error), tone: 'bad' })
  }
}

async function present(agent_id: string): Promise<EditedForm> {
  return toForm(await queryClient.fetchQuery({ ...textsQuery(agent_id), staleTime: 0 }))
}
