import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { keys } from '../../api/query-keys.ts'
import { Button } from '../../kit/act/button.tsx'
import { ConfirmDialog } from '../../kit/over/confirm-dialog.tsx'

/** Ends a run, and with it its process and capsules. */
export function StopRunButton({ run_id }: { readonly run_id: string }) {
  const [asks, setAsks] = useState(false)
  const known = useQueryClient()
  const stop = async () => {
    await ask(client.runs[':id'].cancel.$post({ param: { id: run_id }, json: {} }))
    await Promise.all([known.invalidateQueries({ queryKey: keys.system }), known.invalidateQueries({ queryKey: keys.runs })])
  }
  return (
    <>
      <Button size="s" icon="stop" aria-label={`Stop run ${run_id.slice(0, 8)}`} onClick={() => setAsks(true)}>
        Stop
      </Button>
      <ConfirmDialog open={asks} onClose={() => setAsks(false)} title="Stop this run?" action="Stop run" onConfirm={stop}>
        <p>No new work begins, its capsules are told to end, and its process goes. What is done stays done; a fork can go on from it.</p>
      </ConfirmDialog>
    </>
  )
}
