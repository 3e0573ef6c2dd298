import { useQuery } from '@tanstack/react-query'
import type { AgentDetail } from '../../../../src/view/rows.ts'
import { visibleText } from '../../../../src/view/shown-text.ts'
import { ErrorNotice } from '../../kit/notice/error-notice.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { Skeleton } from '../../kit/notice/skeleton.tsx'
import { Panel } from '../../kit/place/panel.tsx'
import { TextView } from '../../kit/text/text-view.tsx'
import { textsQuery } from './agent-queries.ts'

/** The role text, as the file holds it. */
export function SkillTextTab({ agent: { agent_id } }: { readonly agent: AgentDetail }) {
  const { data, error, refetch } = useQuery(textsQuery(agent_id))
  return (
    <Panel title="skill.md">
      {error !== null && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton lines={12} />}
      {data?.problems.map((problem) => (
        <Notice key={problem} tone="bad" title={visibleText(problem)} />
      ))}
      {data !== undefined && <TextView label="Text of skill.md" text={data.skill} numbered fold={200} />}
    </Panel>
  )
}
