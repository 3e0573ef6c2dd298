import type { Performer } from '../performer.ts'

export const performWeb: Performer<'web'> = async (_effect, { openWeb, signal, tell }) => {
  try {
    const { url, signInUrl, close } = await openWeb()
    signal.addEventListener('abort', () => void close(), { once: true })
    if (signal.aborted) await close()
    tell({ type: 'served', url, signInUrl })
  } catch (error) {
    tell({ type: 'failed' })
    throw error
  }
}
