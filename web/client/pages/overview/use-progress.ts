import { useQuery } from '@tanstack/react-query'
import type { ListedRun } from '../../../../src/view/run-list.ts'
import { ask } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { keys } from '../../api/query-keys.ts'

export interface Progress {
  readonly done: number
  readonly all: number
  /** What it does now; empty: nobody knows. */
  readonly doing: string
}

/** How far a run is, from its document. */
export function useProgress({ run_id }: Pick<ListedRun, 'run_id'>): Progress {
  const { data } = useQuery({
    queryKey: keys.runPart(run_id, 'progress'),
    queryFn: () => ask(client.runs[':id'].$get({ param: { id: run_id } })),
    refetchInterval: 5000,
  })
  const subtasks = data?.document.subtasks.filter(({ dropped }) => !dropped) ?? []
  const current = subtasks.find(({ status }) => status === 'running' || status === 'waiting')
  const doing = current === undefined ? '' : `${current.agent_id ?? ''} ${current.title}`.trim()
  return { done: subtasks.filter(({ status }) => status === 'succeeded').length, all: subtasks.length, doing }
}
