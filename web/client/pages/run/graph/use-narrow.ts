import { useSyncExternalStore } from 'react'

const NARROW = matchMedia('(width < 48rem)')

export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => NARROW.matches)
}

function subscribe(changed: () => void): () => void {
  NARROW.addEventListener('change', changed)
  return () => NARROW.removeEventListener('change', changed)
}
