import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Need } from '../../../../src/view/overview/needs.ts'
import { ask, errorText } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { keys } from '../../api/query-keys.ts'
import { Button } from '../../kit/act/button.tsx'
import { ButtonLink } from '../../kit/act/link.tsx'
import { showToast } from '../../kit/notice/show-toast.ts'
import { ConfirmDialog } from '../../kit/over/confirm-dialog.tsx'

/** What settles a need: a link to where it is decided, or the deed itself. */
export function SettleButton({ need: { settle, kind } }: { readonly need: Need }) {
  switch (settle.to) {
    case 'approvals':
      return (
        <ButtonLink to="/approvals" size="s" variant="primary">
          {kind === 'question' ? 'Answer' : 'Review'}
        </ButtonLink>
      )
    case 'run':
      return (
        <ButtonLink
          to="/runs/$run_id"
          params={{ run_id: settle.run_id }}
          search={settle.deed === undefined ? {} : { do: settle.deed }}
          size="s"
        >
          {settle.deed === 'resume' ? 'Other limits' : kind === 'in_doubt' ? 'Decide' : 'Open'}
        </ButtonLink>
      )
    case 'resume':
      return <ResumeButton run_id={settle.run_id} />
    case 'stop':
      return <StopButton run_id={settle.run_id} />
    case 'agent':
      return (
        <ButtonLink to="/agents/$agent_id" params={{ agent_id: settle.agent_id }} size="s">
          Mend
        </ButtonLink>
      )
    case 'system':
      return (
        <ButtonLink to="/system" size="s">
          See the fix
        </ButtonLink>
      )
    default:
      return settle satisfies never
  }
}

function ResumeButton({ run_id }: { readonly run_id: string }) {
  const known = useQueryClient()
  const resume = useMutation({
    mutationFn: () => ask(client.runs[':id'].resume.$post({ param: { id: run_id }, json: {} })),
    onSuccess: () => known.invalidateQueries({ queryKey: keys.runs }),
    onError: (error) => showToast({ title: errorText(error), tone: 'bad' }),
  })
  return (
    <Button size="s" icon="play" busy={resume.isPending} onClick={() => resume.mutate()}>
      Resume
    </Button>
  )
}

function StopButton({ run_id }: { readonly run_id: string }) {
  const [asks, setAsks] = useState(false)
  const known = useQueryClient()
  const stop = async () => {
    await ask(client.runs[':id'].cancel.$post({ param: { id: run_id }, json: {} }))
    await known.invalidateQueries({ queryKey: keys.runs })
  }
  return (
    <>
      <ButtonLink to="/runs/$run_id" params={{ run_id }} size="s" variant="quiet">
        Open
      </ButtonLink>
      <Button size="s" icon="stop" onClick={() => setAsks(true)}>
        Stop
      </Button>
      <ConfirmDialog open={asks} onClose={() => setAsks(false)} title="Stop this run?" action="Stop run" onConfirm={stop}>
        <p>No new work begins, and its capsules are told to end. What is done stays done; a fork can go on from it.</p>
      </ConfirmDialog>
    </>
  )
}
