import type { Performer } from '../performer.ts'

export const performWeb: Performer<'web'> = async (effect, { openWeb, openInBrowser, signal, tell, say }) => {
  if (effect.do === 'open') return say({ text: `The browser was ${await openInBrowser(effect.address)}.`, as: 'good' })
  try {
    const web = await openWeb()
    signal.addEventListener('abort', () => void web.close(), { once: true })
    if (signal.aborted) await web.close()
    const served = (): void => tell({ type: 'served', url: web.url, signInUrl: web.signInUrl })
    web.onSignIn(served)
    served()
  } catch (error) {
    tell({ type: 'failed' })
    throw error
  }
}
