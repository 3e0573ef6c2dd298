import { useVirtualizer } from '@tanstack/react-virtual'
import { type Key, type ReactNode, useEffect, useRef } from 'react'
import { Button } from '../act/button.tsx'
import { classNames } from '../class-names.ts'
import { useFollowing } from './use-following.ts'
import styles from './virtual-list.module.css'

interface VirtualListProps<Item> {
  readonly label: string
  readonly items: readonly Item[]
  readonly keyOf: (item: Item, index: number) => Key
  readonly children: (item: Item, index: number) => ReactNode
  /** Of an item, in pixels: a guess until it is measured. */
  readonly guess?: number
  /** Of the whole, in CSS. It is never higher than its items. */
  readonly height?: string
  /** The newest stand at the end, and stay in sight unless somebody scrolls up. */
  readonly follows?: boolean
  /** The item that is to be seen: it is scrolled to whenever this changes. */
  readonly reveal?: number | undefined
  /** Lines stay whole and are scrolled sideways. */
  readonly wide?: boolean
}

// The keyboard scrolls what has the focus.
const scrolled = (label: string) => ({ role: 'group', tabIndex: 0, 'aria-label': label })

/** Any number of items of any height; those in sight are in the page. */
export function VirtualList<Item>(props: VirtualListProps<Item>) {
  const { label, items, keyOf, children, guess = 32, height = '60dvh', follows = false, reveal, wide = false } = props
  const box = useRef<HTMLDivElement>(null)
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => box.current,
    estimateSize: () => guess,
    overscan: 6,
    getItemKey: (index) => {
      const item = items[index]
      return item === undefined ? index : (keyOf(item, index) as number | string)
    },
  })
  const size = virtualizer.getTotalSize()
  const { paused, missed, onScroll, goToEnd } = useFollowing({ box, count: items.length, size, follows })
  useEffect(() => {
    if (reveal !== undefined) virtualizer.scrollToIndex(reveal, { align: 'center' })
  }, [reveal, virtualizer])
  const shown = virtualizer.getVirtualItems()
  return (
    <div className={styles.frame}>
      <div {...scrolled(label)} ref={box} className={styles.box} style={{ maxHeight: height }} onScroll={onScroll}>
        <ul className={classNames(styles.list, wide && styles.wide)} style={{ height: size }}>
          {shown.map(({ index, key, start }) => {
            const item = items[index]
            return item === undefined ? null : (
              <li
                key={key}
                ref={virtualizer.measureElement}
                data-index={index}
                className={styles.item}
                style={{ transform: `translateY(${start}px)` }}
                aria-setsize={items.length}
                aria-posinset={index + 1}
              >
                {children(item, index)}
              </li>
            )
          })}
        </ul>
      </div>
      {paused && (
        <div className={styles.jump}>
          <Button icon="arrow-down" size="s" variant="primary" onClick={goToEnd}>
            {missed === 0 ? 'Jump to newest' : `Jump to newest (${missed} more)`}
          </Button>
        </div>
      )}
    </div>
  )
}
