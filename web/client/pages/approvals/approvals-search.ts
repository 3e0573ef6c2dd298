import { getRouteApi } from '@tanstack/react-router'

const route = getRouteApi('/approvals')

export type ApprovalsTab = 'waiting' | 'answered' | 'grants'

/** Tab, filters and the request that is open stand in the address. */
export function useApprovalsSearch() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const look = (change: Partial<typeof search>, how?: 'typed'): void =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: how === 'typed' })
  return [search, look] as const
}
