import type { HeaderFacts } from '../view/menu/menu-state.ts'
import type { MenuHost } from './desk.ts'

const LOOK_MS = 1000

/** What is known before the store is open. */
export function firstFacts({ config }: MenuHost): HeaderFacts {
  return { engine: config.model === null ? config.provider : `${config.provider} ${config.model}`, running: null, waiting: null }
}

/** Tells the counts of the first line once a second, from as soon as the store is open. Returns the end of it. */
export function watchFacts(host: MenuHost, tell: (facts: HeaderFacts) => void): () => void {
  let timer: NodeJS.Timeout | undefined
  let ended = false
  async function look(): Promise<void> {
    try {
      const { running, approvals_pending } = await (await host.app()).status()
      if (!ended) tell({ ...firstFacts(host), running, waiting: approvals_pending })
    } catch {
      // A store that cannot be read is told where it is needed; the header then has no counts.
    }
    if (!ended) timer = setTimeout(() => void look(), LOOK_MS)
  }
  timer = setTimeout(() => void look(), 0)
  return () => {
    ended = true
    clearTimeout(timer)
  }
}
