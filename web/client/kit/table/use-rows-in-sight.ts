import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useCallback, useRef, useState } from 'react'

export type RowEntry =
  | { readonly is: 'row'; readonly index: number }
  | { readonly is: 'gap'; readonly before: number; readonly height: number }

interface RowsInSight {
  readonly entries: readonly RowEntry[]
  readonly measure: (element: HTMLTableRowElement | null) => void
  /** Scrolls there, if it has to. */
  readonly reveal: (index: number) => void
  /** The row that has the focus stays in the page, wherever it is scrolled to. */
  readonly keep: (index: number | undefined) => void
}

interface RowsInSightOptions {
  readonly count: number
  /** Only those in sight are in the page; else all of them. */
  readonly many: boolean
  /** What scrolls, once it is in the page. */
  readonly box: HTMLElement | null
  readonly body: RefObject<HTMLElement | null>
}

const GUESSED_HEIGHT = 41

/** Which rows are in the page, and how high the gaps between them are. */
export function useRowsInSight({ count, many, box, body }: RowsInSightOptions): RowsInSight {
  const [kept, keep] = useState<number>()
  const rangeExtractor = useCallback(
    (range: Range) => {
      const shown = defaultRangeExtractor(range)
      return kept === undefined || kept >= range.count || shown.includes(kept) ? shown : [...shown, kept].sort((a, b) => a - b)
    },
    [kept],
  )
  const virtualizer = useVirtualizer({
    count: many ? count : 0,
    getScrollElement: () => box,
    estimateSize: () => GUESSED_HEIGHT,
    overscan: 8,
    rangeExtractor,
    // The head covers what is scrolled to the upper edge.
    scrollPaddingStart: GUESSED_HEIGHT,
  })
  const noMeasure = useRef(() => undefined)
  if (!many) {
    const reveal = (index: number) => body.current?.querySelector(`tr[data-index="${index}"]`)?.scrollIntoView({ block: 'nearest' })
    return { entries: Array.from({ length: count }, (_, index) => ({ is: 'row', index })), measure: noMeasure.current, reveal, keep }
  }
  const entries: RowEntry[] = []
  let end = 0
  for (const { index, start, end: itsEnd } of virtualizer.getVirtualItems()) {
    if (start > end) entries.push({ is: 'gap', before: index, height: start - end })
    entries.push({ is: 'row', index })
    end = itsEnd
  }
  const left = virtualizer.getTotalSize() - end
  if (left > 0) entries.push({ is: 'gap', before: count, height: left })
  return { entries, measure: virtualizer.measureElement, reveal: (index) => virtualizer.scrollToIndex(index), keep }
}
