import type { TabChannel, TabMessage } from './tab-message.ts'

/** Undefined where the browser has none: then each tab has a stream of its own. */
export function broadcastTabs(name: string): TabChannel | undefined {
  if (typeof BroadcastChannel === 'undefined') return undefined
  const channel = new BroadcastChannel(name)
  return {
    post: (message) => channel.postMessage(message),
    onMessage: (listener) => {
      channel.onmessage = ({ data }) => listener(data as TabMessage)
    },
    close: () => channel.close(),
  }
}
