import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { type AgentEdit, type FieldProblem, manifestProblems } from '../../../../src/view/agents/agent-edit.ts'
import type { LintRow } from '../../../../src/view/lint-text.ts'
import { ask } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { at } from '../agents/agent-calls.ts'
import { useSettled } from './use-settled.ts'

const PAUSE_MS = 300

export interface ShownProblem extends FieldProblem {
  readonly file: 'manifest.json' | 'skill.md'
  readonly line: number | null
}

export interface EditCheck {
  readonly problems: readonly ShownProblem[]
  readonly warnings: LintRow['findings']
  readonly widens: readonly string[]
  /** It would be refused, or nobody has looked at these very texts yet. */
  readonly blocking: boolean
  readonly checking: boolean
  readonly error: Error | null
}

/** What is wrong with the texts as they are typed: by the schema at once, by the server's own validation once the typing pauses. */
export function useEditCheck(agent_id: string, { manifest, skill }: Pick<AgentEdit, 'manifest' | 'skill'>): EditCheck {
  const texts = useMemo(() => ({ manifest, skill }), [manifest, skill])
  const settled = useSettled(texts, PAUSE_MS)
  const { data, error, isFetching } = useQuery({
    queryKey: ['agent-check', agent_id, settled],
    queryFn: ({ signal }) => ask(client.agents[':id'].texts.check.$post({ ...at(agent_id), json: settled }, { init: { signal } })),
    placeholderData: keepPreviousData,
    gcTime: 0,
  })
  const fresh = settled === texts && !isFetching && data !== undefined
  const local = useMemo(() => manifestProblems(manifest).map((one) => ({ ...one, file: 'manifest.json' as const, line: null })), [manifest])
  const problems = fresh ? data.problems : local
  return {
    problems,
    warnings: data?.warnings ?? [],
    widens: data?.widens ?? [],
    blocking: problems.length > 0 || !fresh,
    checking: !fresh,
    error,
  }
}
