import { useState } from 'react'
import { Button } from '../../../../../web/client/kit/act/button.tsx'
import { showToast } from '../../../../../web/client/kit/notice/show-toast.ts'
import { ConfirmDialog } from '../../../../../web/client/kit/over/confirm-dialog.tsx'
import { Dialog } from '../../../../../web/client/kit/over/dialog.tsx'
import { Arrange } from '../../../../../web/client/kit/place/arrange.tsx'
import { Page } from '../../../../../web/client/kit/place/page.tsx'
import { Tabs } from '../../../../../web/client/kit/place/tabs.tsx'

const TABS = ['events', 'result', 'cost'] as const

export function OverScene() {
  const [open, setOpen] = useState<'dialog' | 'confirm' | null>(null)
  const [tab, setTab] = useState<(typeof TABS)[number]>('events')
  const [told, setTold] = useState('')
  const remove = async () => {
    if (told === '') {
      setTold('failed once')
      throw new Error('The agent is at work.')
    }
    showToast({ title: 'Agent deleted', tone: 'good', action: { label: 'Undo', run: () => setTold('undone') } })
  }
  return (
    <Page title="Above the page">
      <Arrange as="row">
        <Button onClick={() => setOpen('dialog')}>Open dialog</Button>
        <Button variant="danger" onClick={() => setOpen('confirm')}>
          Delete agent
        </Button>
        <Button onClick={() => showToast({ title: 'Saved', description: 'Version 3 of file-analyst.' })}>Toast</Button>
      </Arrange>
      <Tabs
        label="Parts of the run"
        open={tab}
        onOpen={setTab}
        tabs={TABS.map((name) => ({ name, label: name, count: name.length, content: () => <p>The {name}.</p> }))}
      />
      <output>{told}</output>
      <Dialog
        open={open === 'dialog'}
        onClose={() => setOpen(null)}
        title="Why this agent"
        description="How the search came to its choice."
        footer={<Button onClick={() => setOpen(null)}>Done</Button>}
      >
        <p>It has done this kind of work twelve times.</p>
      </Dialog>
      <ConfirmDialog
        open={open === 'confirm'}
        onClose={() => setOpen(null)}
        title="Delete the agent file-analyst?"
        action="Delete agent"
        danger
        typed="file-analyst"
        onConfirm={remove}
      >
        <p>Its folder goes to the trash of the workspace for 30 days: claw agent restore file-analyst.</p>
      </ConfirmDialog>
    </Page>
  )
}
