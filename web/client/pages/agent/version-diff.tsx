import { useQuery } from '@tanstack/react-query'
import { ErrorNotice } from '../../kit/notice/error-notice.tsx'
import { Skeleton } from '../../kit/notice/skeleton.tsx'
import { Arrange } from '../../kit/place/arrange.tsx'
import { textsQuery, versionQuery } from './agent-queries.ts'
import { TextsDiff } from './texts-diff.tsx'

interface VersionDiffProps {
  readonly agent_id: string
  /** The number of a version, or `now`. */
  readonly from: string
  readonly to: string
}

export function VersionDiff({ agent_id, from, to }: VersionDiffProps) {
  const before = useTexts(agent_id, from)
  const after = useTexts(agent_id, to)
  const error = before.error ?? after.error
  if (error !== null) return <ErrorNotice error={error} title="They cannot be compared" />
  if (before.data === undefined || after.data === undefined) return <Skeleton lines={8} />
  return (
    <Arrange as="stack">
      <TextsDiff before={before.data} after={after.data} />
    </Arrange>
  )
}

function useTexts(agent_id: string, name: string) {
  const now = name === 'now'
  const present = useQuery({ ...textsQuery(agent_id), enabled: now })
  const former = useQuery({ ...versionQuery(agent_id, Number(name)), enabled: !now })
  return now ? present : former
}
