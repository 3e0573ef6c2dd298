import { useStatus } from '../../api/status.ts'
import { KeyedTabs } from '../../app/keys/keyed-tabs.tsx'
import { Empty } from '../../kit/notice/empty.tsx'
import { Page } from '../../kit/place/page.tsx'
import { AnsweredList } from './answered-list.tsx'
import { type ApprovalsTab, useApprovalsSearch } from './approvals-search.ts'
import { GrantList } from './grant-list.tsx'
import { NotifySwitch } from './notify-switch.tsx'
import { PendingApprovals } from './pending-approvals.tsx'

/** The inbox: what waits for a person's word, what was answered, what was allowed for longer. */
export function ApprovalsPage() {
  const [{ tab }, look] = useApprovalsSearch()
  const pending = useStatus().data?.approvals_pending
  return (
    <Page
      title="Approvals"
      description="What agents ask before they do it. The first answer wins, wherever it is given."
      actions={<NotifySwitch />}
    >
      <KeyedTabs<ApprovalsTab>
        of="the approvals"
        label="Approvals"
        open={tab}
        onOpen={(name) => look({ tab: name })}
        tabs={[
          { name: 'waiting', label: 'Waiting', count: pending, content: () => <PendingApprovals empty={<NothingWaits />} /> },
          { name: 'answered', label: 'Answered', content: () => <AnsweredList /> },
          { name: 'grants', label: 'Grants', content: () => <GrantList /> },
        ]}
      />
    </Page>
  )
}

function NothingWaits() {
  return (
    <Empty title="Nothing waits for you" command="claw approvals">
      What an agent asks shows up here by itself, and in the terminal.
    </Empty>
  )
}
