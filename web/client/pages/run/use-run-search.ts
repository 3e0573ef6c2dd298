import { getRouteApi } from '@tanstack/react-router'
import { useCallback } from 'react'
import type { RunSearch } from './run-search.ts'

const route = getRouteApi('/runs/$run_id')

/** What is looked at, as the address has it, and how to look at something else. */
export function useRunSearch(): readonly [RunSearch, (change: Partial<RunSearch>, how?: { readonly replace?: boolean }) => void] {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const look = useCallback(
    (change: Partial<RunSearch>, { replace = false }: { readonly replace?: boolean } = {}) =>
      void navigate({ search: (before) => ({ ...before, ...change }), replace, resetScroll: false }),
    [navigate],
  )
  return [search, look]
}
