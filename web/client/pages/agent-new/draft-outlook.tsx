import { useQuery } from '@tanstack/react-query'
import type { AgentDraftRow } from '../../../../src/view/agent-draft-rows.ts'
import { visibleLine } from '../../../../src/view/shown-text.ts'
import { ErrorNotice } from '../../kit/notice/error-notice.tsx'
import { Skeleton } from '../../kit/notice/skeleton.tsx'
import { Disclosure } from '../../kit/place/disclosure.tsx'
import { Panel } from '../../kit/place/panel.tsx'
import { TextView } from '../../kit/text/text-view.tsx'
import { judgedQuery } from '../agent/agent-queries.ts'
import { PermissionList } from '../agent/permission-list.tsx'
import type { DraftCheck } from './use-draft-check.ts'

const NONE: readonly string[] = []

interface DraftOutlookProps {
  readonly draft: AgentDraftRow
  readonly check: DraftCheck
}

/** What would be made: what is wrong with it, its folder, and what the policy would say to it. */
export function DraftOutlook({ draft, check: { data, error, checking } }: DraftOutlookProps) {
  const permissions = useQuery(judgedQuery(draft.tools, NONE))
  return (
    <>
      <Panel title="What is wrong">
        {error !== null && <ErrorNotice error={error} title="It cannot be checked" />}
        <div role="status">
          {checking && <p>Checking ...</p>}
          {!checking && data?.problems.length === 0 && <p>Nothing: it can be made.</p>}
          <ul>
            {data?.problems.map((problem) => (
              <li key={problem}>{visibleLine(problem)}</li>
            ))}
            {data?.notes.map((note) => (
              <li key={note}>{visibleLine(note)}</li>
            ))}
          </ul>
        </div>
      </Panel>
      <Panel title="What it may do">
        {permissions.error !== null && <ErrorNotice error={permissions.error} />}
        {permissions.data === undefined && permissions.error === null && <Skeleton lines={4} />}
        {permissions.data !== undefined && <PermissionList permissions={permissions.data} />}
      </Panel>
      <Panel title="Its folder">
        {data === undefined ? (
          <Skeleton lines={3} />
        ) : (
          <>
            <p>
              <code>{visibleLine(data.folder)}</code>
              {draft.proposed_by !== null && <>, proposed by {visibleLine(draft.proposed_by)}</>}
            </p>
            {data.files.map(({ name, text }) => (
              <Disclosure key={name} summary={<code>{visibleLine(name)}</code>}>
                <TextView label={name} text={text} fold={60} />
              </Disclosure>
            ))}
          </>
        )}
      </Panel>
    </>
  )
}
