import { useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'

const WAIT_MS = 3000
const HANDS = ['wheel', 'touchstart', 'keydown', 'pointerdown'] as const

/**
 * Goes on where the router's own restoration ends: a page that one comes back to is short until its data is there. What was the place is tried again
 * as the page grows, until it is reached, the person moves, or too much time has gone by.
 */
export function useLateScroll(): void {
  const router = useRouter()
  useEffect(() => {
    const places = new Map<string | undefined, number>()
    let stop = (): void => undefined
    const left = router.subscribe('onBeforeNavigate', ({ fromLocation }) => {
      stop()
      if (fromLocation !== undefined) places.set(fromLocation.state.__TSR_key, scrollY)
    })
    const came = router.subscribe('onRendered', ({ toLocation }) => {
      const place = places.get(toLocation.state.__TSR_key) ?? 0
      if (place > scrollY) stop = scrollAsItGrows(place)
    })
    return () => {
      left()
      came()
      stop()
    }
  }, [router])
}

function scrollAsItGrows(place: number): () => void {
  const grown = new ResizeObserver(() => {
    scrollTo(0, place)
    if (scrollY >= place - 1) stop()
  })
  const timer = setTimeout(stop, WAIT_MS)
  function stop(): void {
    grown.disconnect()
    clearTimeout(timer)
    for (const hand of HANDS) removeEventListener(hand, stop)
  }
  for (const hand of HANDS) addEventListener(hand, stop, { passive: true })
  grown.observe(document.body)
  return stop
}
