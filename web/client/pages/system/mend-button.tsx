import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { DoctorCure } from '../../../../src/view/menu/places/doctor/doctor-io.ts'
import { ask } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { Button } from '../../kit/act/button.tsx'
import { showToast } from '../../kit/notice/show-toast.ts'
import { ConfirmDialog } from '../../kit/over/confirm-dialog.tsx'
import { RewriteDialog } from '../agents/rewrite-dialog.tsx'

interface MendButtonProps {
  readonly cure: DoctorCure
  readonly onMended?: () => void
}

const LABELS: Readonly<Record<DoctorCure, string>> = { init: 'Make what is missing', 'rewrite-entrypoints': 'Bring them up to date' }

/** Carries out what `claw init` or `claw rewrite-entrypoints` does, after a question. */
export function MendButton({ cure, onMended = () => undefined }: MendButtonProps) {
  const [asks, setAsks] = useState(false)
  const known = useQueryClient()
  const close = () => setAsks(false)
  const init = async () => {
    const { workspace, created } = await ask(client.init.$post({ json: {} }))
    showToast({
      title: created.length === 0 ? 'Everything was there already' : `Made ${created.join(', ')}`,
      description: workspace,
      tone: 'good',
    })
    await known.invalidateQueries()
    onMended()
  }
  return (
    <>
      <Button size="s" onClick={() => setAsks(true)}>
        {LABELS[cure]}
      </Button>
      {cure === 'init' ? (
        <ConfirmDialog open={asks} onClose={close} title="Make what is missing?" action="Make it" onConfirm={init}>
          <p>Folders and registry of this workspace, as claw init does. What is there stays as it is.</p>
        </ConfirmDialog>
      ) : (
        asks && <RewriteDialog onClose={close} onDone={onMended} />
      )}
    </>
  )
}
