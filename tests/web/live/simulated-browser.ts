import type { ConnectionState } from '../../../web/client/live/connection-state.ts'
import type { LeaderLock } from '../../../web/client/live/leader-lock.ts'
import { joinLive, type LiveTab } from '../../../web/client/live/live-tab.ts'
import { createRunLogs, type RunLogs } from '../../../web/client/live/run-logs.ts'
import type { TabChannel, TabMessage } from '../../../web/client/live/tab-message.ts'
import type { SimulatedServer } from './simulated-server.ts'
import type { SimulatedTime } from './simulated-time.ts'

export interface SimulatedTab {
  readonly name: number
  readonly live: LiveTab
  readonly logs: RunLogs
  state: ConnectionState
  signedOut: boolean
  /** How much of the server's log the tab's queries were asked again after. */
  askedAt: number
  /** Topics that were told since; what it was told with `missed` is everything. */
  told: number
  visible: boolean
  frozen: boolean
  /** Dies without a word, as a crash does: the browser takes its lock. */
  crash(): void
  close(): void
  /** Neither runs nor answers, but is not frozen by the browser: a debugger, an endless loop. */
  hang(hangs: boolean): void
}

export interface SimulatedBrowser {
  readonly tabs: SimulatedTab[]
  open(options?: { readonly lock?: boolean; readonly channel?: boolean }): SimulatedTab
}

interface Waiting {
  readonly tab: number
  readonly grant: (lost: AbortController) => Promise<void>
}

/** Tabs with the locks and the channel that a browser gives them. */
export function simulatedBrowser(server: SimulatedServer, time: SimulatedTime, random: () => number): SimulatedBrowser {
  const tabs: SimulatedTab[] = []
  const listeners = new Map<number, (message: TabMessage) => void>()
  const stopped = new Map<number, (() => void)[]>()
  let count = 0
  let holder: { tab: number; lost: AbortController } | undefined
  let queue: Waiting[] = []

  function grantNext(): void {
    if (holder !== undefined) return
    const next = queue.shift()
    if (next === undefined) return
    const mine = { tab: next.tab, lost: new AbortController() }
    holder = mine
    void next.grant(mine.lost).finally(() => {
      if (holder !== mine) return
      holder = undefined
      grantNext()
    })
  }

  function lockOf(tab: number): LeaderLock {
    return {
      hold: ({ steal, signal }, lead) =>
        new Promise((resolve, reject) => {
          const grant = async (lost: AbortController): Promise<void> => {
            lost.signal.addEventListener('abort', () => resolve(), { once: true })
            await lead(lost.signal)
            resolve()
          }
          const entry = { tab, grant }
          if (steal) {
            const before = holder
            holder = undefined
            queue.unshift(entry)
            before?.lost.abort()
          } else {
            if (signal.aborted) return reject(new Error('aborted'))
            queue.push(entry)
            signal.addEventListener('abort', () => {
              if (!queue.includes(entry)) return
              queue = queue.filter((other) => other !== entry)
              reject(new Error('aborted'))
            })
          }
          grantNext()
        }),
    }
  }

  function channelOf(tab: number): TabChannel {
    return {
      // In order for each who posts, a moment later, and not to itself.
      post: (message) => {
        if (!listeners.has(tab)) return
        if (stopped.has(tab)) return void stopped.get(tab)?.push(() => channelOf(tab).post(message))
        for (const other of [...listeners.keys()].filter((one) => one !== tab)) {
          time.after(1, () => deliver(other, message))
        }
      },
      onMessage: (listener) => void listeners.set(tab, listener),
      close: () => void listeners.delete(tab),
    }
  }

  function deliver(tab: number, message: TabMessage): void {
    const held = stopped.get(tab)
    if (held !== undefined) held.push(() => listeners.get(tab)?.(message))
    else listeners.get(tab)?.(message)
  }

  /** Timers and pictures of a tab that does nothing are late. */
  function timersOf(tab: number): Pick<SimulatedTime, 'now' | 'after'> {
    return {
      now: time.now,
      after: (ms, act) =>
        time.after(ms, () => {
          const held = stopped.get(tab)
          if (held !== undefined) held.push(act)
          else act()
        }),
    }
  }

  function open({ lock = true, channel = true }: { readonly lock?: boolean; readonly channel?: boolean } = {}): SimulatedTab {
    const name = count++
    let dead = false
    const alive =
      <A extends readonly unknown[]>(act: (...args: A) => void) =>
      (...args: A): void => {
        if (!dead) act(...args)
      }
    const late = timersOf(name)
    const timers = { now: late.now, after: (ms: number, act: () => void) => late.after(ms, alive(act)) }
    const logs = createRunLogs({ history: server.history, timers, frame: (act) => timers.after(16, act) })
    const dies = new AbortController()
    const tab = {
      name,
      logs,
      state: 'connecting',
      signedOut: false,
      askedAt: server.size,
      told: 0,
      visible: true,
      frozen: false,
    } as SimulatedTab
    const live = joinLive(
      {
        open: (cursor, signal) => server.open(cursor, AbortSignal.any([signal, dies.signal])),
        timers,
        random,
        isOffline: () => false,
        isVisible: () => tab.visible,
        lock: lock ? lockOf(name) : undefined,
        channel: channel ? channelOf(name) : undefined,
      },
      {
        batch: alive((batch) => {
          logs.take(batch)
          if (batch.items.some((item) => item.kind === 'changed')) tab.askedAt = server.size
        }),
        missed: alive((all) => {
          logs.missed(all)
          tab.askedAt = server.size
        }),
        state: alive((state) => {
          tab.state = state
        }),
        signedOut: alive((isSo) => {
          tab.signedOut = isSo
        }),
      },
    )
    function remove(): void {
      dead = true
      dies.abort()
      listeners.delete(name)
      queue = queue.filter((one) => one.tab !== name)
      tabs.splice(tabs.indexOf(whole), 1)
      if (holder?.tab !== name) return
      holder = undefined
      grantNext()
    }
    const whole: SimulatedTab = Object.assign(tab, {
      live,
      crash: remove,
      close: () => {
        live.close()
        remove()
      },
      hang: (hangs: boolean) => {
        if (hangs) return void stopped.set(name, stopped.get(name) ?? [])
        const held = stopped.get(name) ?? []
        stopped.delete(name)
        for (const act of held) act()
      },
    })
    tabs.push(whole)
    return whole
  }

  return { tabs, open }
}
