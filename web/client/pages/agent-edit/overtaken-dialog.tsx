import { useState } from 'react'
import type { AgentEdit, EditedForm } from '../../../../src/view/agents/agent-edit.ts'
import { Button } from '../../kit/act/button.tsx'
import { Dialog } from '../../kit/over/dialog.tsx'
import { Tabs } from '../../kit/place/tabs.tsx'
import { TextsDiff } from '../agent/texts-diff.tsx'

interface OvertakenDialogProps {
  readonly edit: AgentEdit
  readonly theirs: EditedForm
  readonly onDecide: (decision: 'mine' | 'theirs' | 'wait') => void
}

/** Somebody else has saved meanwhile: nothing is lost on either side before a person has decided. */
export function OvertakenDialog({ edit, theirs, onDecide }: OvertakenDialogProps) {
  const [open, setOpen] = useState<'theirs' | 'mine'>('theirs')
  const footer = (
    <>
      <Button onClick={() => onDecide('wait')}>Go on editing</Button>
      <Button variant="danger" onClick={() => onDecide('theirs')}>
        Take theirs, drop mine
      </Button>
      <Button variant="primary" onClick={() => onDecide('mine')}>
        Keep mine, over theirs
      </Button>
    </>
  )
  return (
    <Dialog open wide onClose={() => onDecide('wait')} title="Somebody else has changed this agent meanwhile" footer={footer}>
      <p>
        Nothing was saved, and what you typed is as it was. If you keep yours, look at it and save once more: theirs becomes a version then.
        If you take theirs, what you typed is gone.
      </p>
      <Tabs
        label="What is different"
        open={open}
        onOpen={setOpen}
        tabs={[
          { name: 'theirs', label: 'What they changed', content: () => <TextsDiff before={edit.base} after={theirs} /> },
          { name: 'mine', label: 'What yours would change of that', content: () => <TextsDiff before={theirs} after={edit} /> },
        ]}
      />
    </Dialog>
  )
}
