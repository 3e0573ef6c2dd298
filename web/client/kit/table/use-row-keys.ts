import type { KeyboardEvent, RefObject } from 'react'

interface RowKeysOptions {
  readonly body: RefObject<HTMLElement | null>
  readonly count: number
  readonly reveal: (index: number) => void
  readonly marks: boolean
  readonly onMark: (index: number) => void
}

const PAGE = 10
/** Frames until a row that was scrolled to is in the page. */
const PATIENCE = 20
const HAS_KEYS_OF_ITS_OWN =
  'input:not([type="checkbox"]), textarea, select, [role="combobox"], [role="menu"], [role="listbox"], [contenteditable="true"]'

/** Arrows, Home, End and pages move the focus from row to row; the space bar marks. Enter is the link's own. */
export function useRowKeys({ body, count, reveal, marks, onMark }: RowKeysOptions) {
  return (event: KeyboardEvent<HTMLElement>) => {
    const target = event.target as HTMLElement
    const index = Number(target.closest('tr')?.dataset['index'] ?? Number.NaN)
    if (Number.isNaN(index) || event.ctrlKey || event.metaKey || event.altKey || target.closest(HAS_KEYS_OF_ITS_OWN) !== null) return
    if (event.key === ' ' && marks && target.closest('button, [role="checkbox"]') === null) {
      event.preventDefault()
      onMark(index)
      return
    }
    const to = goal(event.key, index, count)
    if (to === undefined) return
    event.preventDefault()
    reveal(to)
    focusRow(body, to, PATIENCE)
  }
}

function goal(key: string, index: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return Math.min(count - 1, index + 1)
    case 'ArrowUp':
      return Math.max(0, index - 1)
    case 'PageDown':
      return Math.min(count - 1, index + PAGE)
    case 'PageUp':
      return Math.max(0, index - PAGE)
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return undefined
  }
}

function focusRow(body: RefObject<HTMLElement | null>, index: number, patience: number): void {
  const row = body.current?.querySelector<HTMLElement>(`tr[data-index="${index}"]`)
  const place = row?.querySelector<HTMLElement>('a[href]') ?? row?.querySelector<HTMLElement>('button, [role="checkbox"]')
  if (place !== null && place !== undefined) place.focus({ preventScroll: true })
  else if (patience > 0) requestAnimationFrame(() => focusRow(body, index, patience - 1))
}
