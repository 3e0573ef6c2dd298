import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useEffect, useReducer, useState } from 'react'
import type { EditableAgentRow } from '../../../../src/view/agent-care-rows.ts'
import { beginEdit, isDirty, reduceAgentEdit } from '../../../../src/view/agents/agent-edit.ts'
import { visibleLine } from '../../../../src/view/shown-text.ts'
import { Button } from '../../kit/act/button.tsx'
import { ButtonLink } from '../../kit/act/link.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { Page } from '../../kit/place/page.tsx'
import { textsQuery } from '../agent/agent-queries.ts'
import styles from './agent-editor.module.css'
import { EditFiles } from './edit-files.tsx'
import { Outlook } from './outlook.tsx'
import { OvertakenDialog } from './overtaken-dialog.tsx'
import { SaveDialog } from './save-dialog.tsx'
import { toForm } from './to-form.ts'
import { UnsavedGuard } from './unsaved-guard.tsx'
import { useEditCheck } from './use-edit-check.ts'
import { useSaveWhenChecked } from './use-save-when-checked.ts'

const here = getRouteApi('/agents/$agent_id/edit')

interface AgentEditorProps {
  readonly agent: EditableAgentRow
  readonly title: string
}

export function AgentEditor({ agent, title }: AgentEditorProps) {
  const { agent_id, copy_to, problems: unread } = agent
  const navigate = useNavigate()
  const { file } = here.useSearch()
  const [edit, tell] = useReducer(reduceAgentEdit, toForm(agent), beginEdit)
  const [saving, setSaving] = useState(false)
  const [saved, setSaved] = useState(false)
  const check = useEditCheck(agent_id, edit)
  // What the folder holds by now: the stream, or coming back to this window, asks again.
  const { data: present } = useQuery(textsQuery(agent_id))
  const overtaken = present !== undefined && !saved && present.digest !== edit.base.digest
  const dirty = isDirty(edit)
  useEffect(() => {
    if (saved) void navigate({ to: '/agents/$agent_id', params: { agent_id } })
  }, [saved, navigate, agent_id])
  const why = !dirty ? 'Nothing is changed.' : check.blocking ? 'Mend what is wrong first.' : undefined
  const save = useSaveWhenChecked({ dirty, check, onReady: () => setSaving(true) })
  return (
    <Page
      title={title}
      actions={
        <>
          <ButtonLink to="/agents/$agent_id" params={{ agent_id }}>
            Cancel
          </ButtonLink>
          <Button variant="primary" disabledBecause={why} onClick={save}>
            Review and save
          </Button>
        </>
      }
    >
      {unread.map((problem) => (
        <Notice key={problem} tone="bad" title={visibleLine(problem)} />
      ))}
      {copy_to !== null && (
        <Notice title="It comes with claw">
          <p>
            What you save becomes a copy in <code>{visibleLine(copy_to)}</code>, which is used in its stead until you delete it.
          </p>
        </Notice>
      )}
      {overtaken && present !== undefined && (
        <Notice tone="warn" announced title="Somebody else has changed this agent meanwhile">
          <p>Nothing of yours is lost, and nothing of theirs is overwritten.</p>
          <Button size="s" onClick={() => tell({ type: 'overtaken', theirs: toForm(present) })}>
            Look at what they changed
          </Button>
        </Notice>
      )}
      <div className={styles.sides}>
        <EditFiles
          edit={edit}
          file={file}
          problems={check.problems}
          warnings={check.warnings}
          onFile={(name) => void navigate({ to: '/agents/$agent_id/edit', params: { agent_id }, search: { file: name }, replace: true })}
          onType={(typed) => tell({ type: 'typed', ...typed })}
          onSave={save}
        />
        <Outlook agent_id={agent_id} edit={edit} check={check} />
      </div>
      {saving && (
        <SaveDialog
          agent_id={agent_id}
          edit={edit}
          widens={check.widens}
          onClose={() => setSaving(false)}
          onSaved={() => setSaved(true)}
          onOvertaken={(theirs) => {
            setSaving(false)
            tell({ type: 'overtaken', theirs })
          }}
        />
      )}
      {edit.theirs !== null && <OvertakenDialog edit={edit} theirs={edit.theirs} onDecide={(type) => tell({ type })} />}
      <UnsavedGuard dirty={dirty && !saved} />
    </Page>
  )
}
