import { useQuery } from '@tanstack/react-query'
import type { AgentDetail } from '../../../../src/view/rows.ts'
import { visibleLine } from '../../../../src/view/shown-text.ts'
import { Empty } from '../../kit/notice/empty.tsx'
import { ErrorNotice } from '../../kit/notice/error-notice.tsx'
import { Skeleton } from '../../kit/notice/skeleton.tsx'
import { Arrange } from '../../kit/place/arrange.tsx'
import { Panel } from '../../kit/place/panel.tsx'
import { Badge } from '../../kit/show/badge.tsx'
import { TextView } from '../../kit/text/text-view.tsx'
import { lintQuery, permissionsQuery, textsQuery } from './agent-queries.ts'
import { PermissionList } from './permission-list.tsx'

/** What the manifest says, what it comes to under the present policy, and what lint finds. */
export function ManifestTab({ agent: { agent_id } }: { readonly agent: AgentDetail }) {
  const texts = useQuery(textsQuery(agent_id))
  const permissions = useQuery(permissionsQuery(agent_id))
  const lint = useQuery(lintQuery(agent_id))
  return (
    <Arrange as="stack">
      <Panel title="What it may do">
        {permissions.data !== undefined && <PermissionList permissions={permissions.data} />}
        {permissions.isPending && <Skeleton lines={5} />}
        {permissions.error !== null && <ErrorNotice error={permissions.error} onRetry={() => void permissions.refetch()} />}
      </Panel>
      <Panel title="manifest.json">
        {texts.data !== undefined && <TextView label="Text of manifest.json" text={texts.data.manifest} numbered fold={60} />}
        {texts.isPending && <Skeleton lines={12} />}
        {texts.error !== null && <ErrorNotice error={texts.error} onRetry={() => void texts.refetch()} />}
      </Panel>
      <Panel title="What lint says">
        {lint.isPending && <Skeleton lines={3} />}
        {lint.error !== null && <ErrorNotice error={lint.error} onRetry={() => void lint.refetch()} />}
        {lint.data?.length === 0 && <Empty title="Nothing to say" />}
        <ul>
          {lint.data?.map(({ level, rule, file, line, message }) => (
            <li key={`${file} ${line} ${rule} ${message}`}>
              <Badge tone={level === 'problem' ? 'bad' : 'warn'}>{level}</Badge>{' '}
              {file !== null && <code>{line === null ? file : `${file}:${line}`} </code>}
              {visibleLine(message)} ({rule})
            </li>
          ))}
        </ul>
      </Panel>
    </Arrange>
  )
}
