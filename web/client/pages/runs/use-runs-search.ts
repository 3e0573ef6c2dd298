import { getRouteApi } from '@tanstack/react-router'
import { NO_SEARCH, type RunsSearch } from '../../../../src/view/runs/runs-search.ts'

const route = getRouteApi('/runs')

/** What is looked for stands in the address; a change of it is a step back in the history, as far as it was not typed. */
export function useRunsSearch(): readonly [RunsSearch, (change: Partial<RunsSearch>, how?: 'typed' | 'anew') => void] {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const look = (change: Partial<RunsSearch>, how?: 'typed' | 'anew'): void => {
    const before = how === 'anew' ? NO_SEARCH : search
    void navigate({ search: { ...before, ...change }, replace: how === 'typed' })
  }
  return [search, look]
}
