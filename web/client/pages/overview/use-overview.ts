import { useQuery } from '@tanstack/react-query'
import type { StatsRange } from '../../../../src/view/stats/stats-range.ts'
import { ask } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { keys } from '../../api/query-keys.ts'

// Figures end with the piece of time that goes on, so they age by themselves.
const AGES_MS = 30_000
const RECENT = '12'
const OPEN = '50'

export function useStats(range: StatsRange) {
  return useQuery({
    queryKey: [...keys.figures, range],
    queryFn: () => ask(client.stats.$get({ query: { range } })),
    refetchInterval: AGES_MS,
    placeholderData: (before) => before,
  })
}

export function useOpenRuns() {
  const query = { limit: OPEN, status: 'queued,running,waiting,interrupted' }
  return useQuery({ queryKey: keys.runList(query), queryFn: () => ask(client.runs.$get({ query })), refetchInterval: AGES_MS })
}

export function useRecentRuns() {
  const query = { limit: RECENT }
  return useQuery({ queryKey: keys.runList(query), queryFn: () => ask(client.runs.$get({ query })), refetchInterval: AGES_MS })
}

export function usePendingApprovals() {
  const query = { status: 'pending', limit: '20' } as const
  return useQuery({ queryKey: keys.approvalList(query), queryFn: () => ask(client.approvals.$get({ query })), refetchInterval: AGES_MS })
}

/** Until all that stands above the figures is known: it comes at once, and nothing jumps. */
export function useTopLoading(): boolean {
  const looks = [useRecentRuns(), usePendingApprovals(), useOpenRuns(), useAgents()]
  return looks.some(({ isPending }) => isPending)
}

export function useAgents() {
  const query = { limit: '200' }
  return useQuery({ queryKey: keys.agentList(query), queryFn: () => ask(client.agents.$get({ query })) })
}

/** Of the last time that the doctor looked; it looks when somebody asks it to. */
export function useLastChecks() {
  return useQuery({ queryKey: [...keys.system, 'health'], queryFn: () => ask(client.health.$get()) })
}
