import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { plural } from '../../../../src/view/format.ts'
import { ask } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { keys } from '../../api/query-keys.ts'
import { Button } from '../../kit/act/button.tsx'
import { Link } from '../../kit/act/link.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { showToast } from '../../kit/notice/show-toast.ts'
import { ConfirmDialog } from '../../kit/over/confirm-dialog.tsx'

const SHOWN = 8

/** Runs that came with the registry from elsewhere, and taking them as one's own. */
export function BroughtNotice() {
  const known = useQueryClient()
  const [asks, setAsks] = useState(false)
  const { data } = useQuery({ queryKey: [...keys.audit, 'brought'], queryFn: () => ask(client.audit.brought.$get()) })
  const runs = data?.runs ?? []
  if (runs.length === 0) return null
  const adopt = async () => {
    const adopted = await ask(client.audit.adopt.$post({ json: {} }))
    showToast({ title: `Adopted ${plural(adopted.runs.length, 'run')}`, tone: 'good' })
    await known.invalidateQueries()
  }
  return (
    <Notice tone="warn" title={`${plural(runs.length, 'run')} came with this folder from elsewhere`}>
      <p>Whoever made the folder made them: nothing of them is carried out, put back or approved.</p>
      <Button size="s" onClick={() => setAsks(true)}>
        Take them as your own
      </Button>
      <ConfirmDialog open={asks} onClose={() => setAsks(false)} title="Take them as your own?" action="Adopt" danger onConfirm={adopt}>
        <p>
          Only when the folder is your own, moved here or used by another account of yours. They can then be resumed, their requests
          approved and their changes undone. This cannot be taken back; the audit log keeps that it was done.
        </p>
        <ul>
          {runs.slice(0, SHOWN).map((run_id) => (
            <li key={run_id}>
              <Link to="/runs/$run_id" params={{ run_id }}>
                {run_id}
              </Link>
            </li>
          ))}
          {runs.length > SHOWN && <li>and {runs.length - SHOWN} more</li>}
        </ul>
      </ConfirmDialog>
    </Notice>
  )
}
