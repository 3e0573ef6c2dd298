import { type RefObject, useLayoutEffect, useRef, useState } from 'react'

interface FollowingOptions {
  readonly box: RefObject<HTMLElement | null>
  readonly count: number
  /** The height of all items: it changes when one is measured. */
  readonly size: number
  readonly follows: boolean
}

/** So near the end, in pixels, counts as there. */
const NEAR = 24

/** Keeps the end in sight while items come; scrolling up pauses, reaching the end goes on. */
export function useFollowing({ box, count, size, follows }: FollowingOptions) {
  const [pausedAt, setPausedAt] = useState<number>()
  const top = useRef(0)
  const following = follows && pausedAt === undefined
  // `size` beside the condition: each time that it grows the end is elsewhere.
  useLayoutEffect(() => {
    const element = box.current
    if (!following || element === null || size === 0) return
    element.scrollTop = element.scrollHeight
    top.current = element.scrollTop
  }, [following, size, box])
  const onScroll = () => {
    const element = box.current
    if (element === null || !follows) return
    const up = element.scrollTop < top.current - 1
    top.current = element.scrollTop
    if (element.scrollHeight - element.scrollTop - element.clientHeight < NEAR) setPausedAt(undefined)
    else if (up) setPausedAt((already) => already ?? count)
  }
  const goToEnd = () => {
    setPausedAt(undefined)
    box.current?.focus()
  }
  return { paused: follows && pausedAt !== undefined, missed: count - (pausedAt ?? count), onScroll, goToEnd }
}
