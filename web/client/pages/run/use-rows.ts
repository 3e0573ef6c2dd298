import { useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useEffect } from 'react'

interface RowsOptions {
  readonly box: RefObject<HTMLElement | null>
  readonly count: number
  /** The height of a row, in pixels: all have the same. */
  readonly size: number
  /** The row that is to be seen: it is scrolled to whenever this changes. */
  readonly reveal: number | undefined
}

/** Of any number of rows of one height, those in sight. */
export function useRows({ box, count, size, reveal }: RowsOptions) {
  const virtualizer = useVirtualizer({ count, getScrollElement: () => box.current, estimateSize: () => size, overscan: 12 })
  useEffect(() => {
    if (reveal !== undefined) virtualizer.scrollToIndex(reveal, { align: 'auto' })
  }, [reveal, virtualizer])
  return { height: virtualizer.getTotalSize(), items: virtualizer.getVirtualItems() }
}
