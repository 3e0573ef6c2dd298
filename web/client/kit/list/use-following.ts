import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'

interface FollowingOptions {
  readonly box: RefObject<HTMLElement | null>
  readonly count: number
  /** The height of all items: it changes when one is measured. */
  readonly size: number
  readonly follows: boolean
}

/** So near the end, in pixels, counts as there. */
const NEAR = 24
const HANDS = ['wheel', 'touchmove', 'keydown', 'pointerdown'] as const

/**
 * Keeps the end in sight while items come; scrolling up pauses, reaching the end goes on. What moves the list before any hand does, as the router that
 * puts back where a page stood before it was loaded again, is no scrolling up: the end is gone to again.
 */
export function useFollowing({ box, count, size, follows }: FollowingOptions) {
  const [pausedAt, setPausedAt] = useState<number>()
  const top = useRef(0)
  const touched = useTouched()
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
    if (following && !touched.current) element.scrollTop = element.scrollHeight
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

/** Whether a person has done anything since this is there. */
function useTouched(): RefObject<boolean> {
  const touched = useRef(false)
  useEffect(() => {
    const touch = (): void => {
      touched.current = true
    }
    const options = { once: true, capture: true, passive: true }
    for (const hand of HANDS) addEventListener(hand, touch, options)
    return () => {
      for (const hand of HANDS) removeEventListener(hand, touch, options)
    }
  }, [])
  return touched
}
