import { type RefObject, useEffect, useState } from 'react'

const SETTLE_MS = 400

/** Whether the element has been in sight, in a page that is looked at, for as long as a person needs to see it: a press before that was meant for something else. */
export function useSeenSettled(element: RefObject<Element | null>): boolean {
  const [settled, setSettled] = useState(false)
  useEffect(() => {
    if (element.current === null) return
    let timer: ReturnType<typeof setTimeout> | undefined
    let inSight = false
    const look = (): void => {
      clearTimeout(timer)
      timer = undefined
      const seen = inSight && !document.hidden
      if (seen) timer = setTimeout(() => setSettled(true), SETTLE_MS)
      else setSettled(false)
    }
    const observer = new IntersectionObserver((entries) => {
      const now = entries.at(-1)?.isIntersecting === true
      if (now === inSight) return
      inSight = now
      look()
    })
    observer.observe(element.current)
    document.addEventListener('visibilitychange', look)
    return () => {
      clearTimeout(timer)
      observer.disconnect()
      document.removeEventListener('visibilitychange', look)
    }
  }, [element])
  return settled
}
