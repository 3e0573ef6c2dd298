import { useState } from 'react'
import { visibleLine } from '../../../../src/view/shown-text.ts'
import { Checkbox } from '../../kit/form/checkbox.tsx'
import { showToast } from '../../kit/notice/show-toast.ts'
import { ConfirmDialog } from '../../kit/over/confirm-dialog.tsx'
import { promoteAgent } from './agent-queries.ts'

interface PromoteDialogProps {
  readonly agent_id: string
  readonly open: boolean
  readonly onClose: () => void
}

export function PromoteDialog({ agent_id, open, onClose }: PromoteDialogProps) {
  const [withMemory, setWithMemory] = useState(false)
  const [force, setForce] = useState(false)
  return (
    <ConfirmDialog
      open={open}
      onClose={onClose}
      title={`Copy ${visibleLine(agent_id)} into the project?`}
      action="Copy into the project"
      onConfirm={async () => {
        const { folder } = await promoteAgent(agent_id, { force, with_memory: withMemory })
        showToast({ title: `${agent_id} is an agent of the project now`, description: folder, tone: 'good' })
      }}
    >
      <p>
        It goes to the folder agents/ of the workspace, where it can be committed. Its record and its memory go on; one that claw made moves
        there.
      </p>
      <Checkbox label="What it remembers goes along, for whoever gets the project" checked={withMemory} onChange={setWithMemory} />
      <Checkbox label="Also over an agent of this id, which is kept as a version" checked={force} onChange={setForce} />
    </ConfirmDialog>
  )
}
