import { useLayoutEffect } from 'react'
import { useHere } from './use-here.ts'

/** The window is called by its place, until the page itself says more. */
export function useWindowTitle(): void {
  const title = useHere()?.title ?? 'No such page'
  // Before the effects of the page: its own title comes last.
  useLayoutEffect(() => {
    document.title = `${title} · claw`
  }, [title])
}
