import { queryClient } from '../api/query-client.ts'
import { signedOut } from '../api/signed-out.ts'
import { createStore } from '../app/create-store.ts'
import { broadcastTabs } from './broadcast-tabs.ts'
import type { ConnectionState } from './connection-state.ts'
import { joinLive, type LiveTab } from './live-tab.ts'
import { nextFrame } from './next-frame.ts'
import { openFeed } from './open-feed.ts'
import { refetchChanged } from './refetch-changed.ts'
import { runHistory } from './run-history.ts'
import { createRunLogs } from './run-logs.ts'
import { browserTimers } from './timers.ts'
import { webLock } from './web-lock.ts'

const NAME = 'claw-live'

export const connection = createStore<ConnectionState>('connecting')
export const runLogs = createRunLogs({ history: runHistory, timers: browserTimers, frame: nextFrame })

/** Joins this tab to the stream of the browser, for as long as the page lives. */
export function goLive(): void {
  const refetch = refetchChanged({
    timers: browserTimers,
    invalidate: (queryKey) => void queryClient.invalidateQueries(queryKey === undefined ? {} : { queryKey }),
  })
  const tab = joinLive(
    {
      open: openFeed,
      timers: browserTimers,
      random: Math.random,
      isOffline: () => !navigator.onLine,
      isVisible: () => document.visibilityState === 'visible',
      lock: webLock(NAME),
      channel: broadcastTabs(NAME),
    },
    {
      batch: (batch) => {
        runLogs.take(batch)
        refetch.take(batch)
      },
      missed: (all) => {
        runLogs.missed(all)
        refetch.missed()
      },
      state: connection.set,
      signedOut: signedOut.set,
    },
  )
  followPage(tab)
}

/** What the browser does to the page, and the network to the browser. */
function followPage(tab: LiveTab): void {
  addEventListener('online', tab.wake)
  addEventListener('offline', tab.doubt)
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && tab.wake())
  document.addEventListener('freeze', tab.freeze)
  document.addEventListener('resume', tab.resume)
  addEventListener('pagehide', tab.freeze)
  addEventListener('pageshow', ({ persisted }) => persisted && tab.resume())
}
