import { useSyncExternalStore } from 'react'

export type Place =
  | { readonly page: 'runs' }
  | { readonly page: 'approvals' }
  | { readonly page: 'audit' }
  | { readonly page: 'run'; readonly run_id: string }

/** Where the person is, from the address: every place has a link of its own. */
export function usePlace(): Place {
  return toPlace(useSyncExternalStore(listen, () => location.hash))
}

function listen(changed: () => void): () => void {
  addEventListener('hashchange', changed)
  return () => removeEventListener('hashchange', changed)
}

function toPlace(hash: string): Place {
  const run_id = /^#\/runs\/([0-9a-f]{12})$/.exec(hash)?.[1]
  if (run_id !== undefined) return { page: 'run', run_id }
  if (hash === '#/audit') return { page: 'audit' }
  return hash === '#/approvals' ? { page: 'approvals' } : { page: 'runs' }
}
