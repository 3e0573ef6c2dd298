import { keepPreviousData, type QueryKey, useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import type { More } from './load-more.tsx'

export interface CursorPage<Row> {
  readonly rows: readonly Row[]
  /** `after` of the next page; null: this is the last one. */
  readonly next: string | null
  readonly total?: number | undefined
}

export interface CursorRows<Row> {
  /** What DataTable takes. */
  readonly rows: readonly Row[] | undefined
  readonly error: unknown
  readonly onRetry: () => void
  readonly more: More
  readonly total: number | undefined
}

/** A list that is fetched page by page: `<DataTable {...useCursorRows(key, fetchPage)} ... />`. */
export function useCursorRows<Row>(
  queryKey: QueryKey,
  fetchPage: (after: string | undefined, signal: AbortSignal) => Promise<CursorPage<Row>>,
): CursorRows<Row> {
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => fetchPage(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    // Another filter: what was found before stays until the answer is there.
    placeholderData: keepPreviousData,
    getNextPageParam: ({ next }) => next ?? undefined,
  })
  const { data, error, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage, refetch } = query
  const rows = useMemo(() => data?.pages.flatMap((page) => page.rows), [data])
  const load = useCallback(() => void fetchNextPage(), [fetchNextPage])
  const onRetry = useCallback(() => void refetch(), [refetch])
  const more = { hasMore: hasNextPage, loading: isFetchingNextPage, error: isFetchNextPageError ? error : undefined, load }
  return { rows, error, onRetry, more, total: data?.pages[0]?.total }
}
