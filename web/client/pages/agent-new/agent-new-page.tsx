import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { type AgentDraftRow, EMPTY_DRAFT } from '../../../../src/view/agent-draft-rows.ts'
import { Button } from '../../kit/act/button.tsx'
import { Page } from '../../kit/place/page.tsx'
import { BeginPanel } from './begin-panel.tsx'
import { DraftEditor } from './draft-editor.tsx'

const here = getRouteApi('/agents/new')

/** Making an agent: for a task, from a program that works, or field by field. Nothing is made before it was seen whole. */
export function AgentNewPage() {
  const { task } = here.useSearch()
  const [draft, setDraft] = useState<AgentDraftRow>()
  const again = draft === undefined ? undefined : <Button onClick={() => setDraft(undefined)}>Begin anew</Button>
  return (
    <Page title="New agent" description="A run makes agents when it needs them; this one you make yourself." actions={again}>
      {draft === undefined ? (
        <BeginPanel task={task} onBegin={(begun) => setDraft(begun ?? EMPTY_DRAFT)} />
      ) : (
        <DraftEditor draft={draft} onChange={setDraft} />
      )}
    </Page>
  )
}
