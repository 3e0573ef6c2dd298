import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { AgentDraftRow, CheckedDraftRow } from '../../../../src/view/agent-draft-rows.ts'
import { ask } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { useSettled } from '../agent-edit/use-settled.ts'

const PAUSE_MS = 300

export interface DraftCheck {
  readonly data: CheckedDraftRow | undefined
  readonly error: Error | null
  readonly blocking: boolean
  readonly checking: boolean
}

/** What the server says of a draft, once the typing pauses. */
export function useDraftCheck(draft: AgentDraftRow): DraftCheck {
  const settled = useSettled(draft, PAUSE_MS)
  const { data, error, isFetching } = useQuery({
    queryKey: ['draft-check', settled],
    queryFn: ({ signal }) => ask(client['agent-drafts'].check.$post({ json: toDraft(settled) }, { init: { signal } })),
    placeholderData: keepPreviousData,
    gcTime: 0,
  })
  const checking = settled !== draft || isFetching
  return { data, error, checking, blocking: checking || data === undefined || data.problems.length > 0 }
}

/** As the routes take it. */
export function toDraft(row: AgentDraftRow) {
  const { tags, skill_ids, examples } = row
  return { ...row, tags: [...tags], skill_ids: [...skill_ids], examples: [...examples] }
}
