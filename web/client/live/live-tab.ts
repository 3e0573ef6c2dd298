import type { ConnectionState } from './connection-state.ts'
import { comparePlaces } from './feed-places.ts'
import { type FeedPorts, type FeedStream, followFeed } from './feed-stream.ts'
import type { LeaderLock } from './leader-lock.ts'
import type { LiveBatch } from './live-batch.ts'
import type { TabChannel, TabMessage } from './tab-message.ts'

export interface LivePorts extends FeedPorts {
  readonly lock: LeaderLock | undefined
  readonly channel: TabChannel | undefined
  isVisible(): boolean
}

export interface LiveListener {
  /** In order; may come twice, but never leaves something out without a call of `missed`. */
  batch(batch: LiveBatch): void
  /** Something was not told to this tab: everything that it shows is to be asked for again. `all`: even what is there may be another's. */
  missed(all: boolean): void
  state(state: ConnectionState): void
  signedOut(isSo: boolean): void
}

export interface LiveTab {
  /** The tab is seen again, or the network is back. */
  wake(): void
  /** The browser says that it has no network: this machine may be there all the same. */
  doubt(): void
  /** The browser stops the tab: another one may lead. */
  freeze(): void
  resume(): void
  close(): void
}

/** Nothing was heard of the leader for so long: it is asked; and if it does not answer, it hangs. */
const ASK_MS = 9000
const ANSWER_MS = 4000

/** A tab of the dashboard: one of them, the leader, has the stream of the browser and tells the others. */
export function joinLive(ports: LivePorts, listener: LiveListener): LiveTab {
  const { channel, timers } = ports
  let cursor: string | undefined
  let state: ConnectionState = 'connecting'
  let signedOut = false
  let stream: FeedStream | undefined
  let campaign = new AbortController()
  let silence = (): void => undefined

  function start(): void {
    campaign = new AbortController()
    const { signal } = campaign
    if (ports.lock === undefined || channel === undefined) void lead(signal)
    else void stand(ports.lock, signal)
    channel?.post({ type: 'ask', wake: true })
    listen()
  }

  /** Waits until it leads, and leads until it is stopped, or taken for dead by another tab; then it waits again. */
  async function stand(lock: LeaderLock, signal: AbortSignal, steal = false): Promise<void> {
    for (let how = { steal, signal }; !signal.aborted; how = { steal: false, signal }) {
      await lock.hold(how, (lost) => lead(AbortSignal.any([signal, lost]))).catch(() => undefined)
    }
  }

  async function lead(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return
    silence()
    const mine = followFeed(ports, {
      cursor: () => cursor,
      onHello: greet,
      onBatch: (batch) => {
        channel?.post({ type: 'batch', batch })
        take(batch)
      },
      onBeat: tellStanding,
      onState: (next) => {
        if (next === 'live') setSignedOut(false)
        setState(next)
        tellStanding()
      },
      onSignedOut: () => {
        setSignedOut(true)
        tellStanding()
      },
    })
    stream = mine
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
    mine.stop()
    stream = undefined
    listen()
  }

  function greet(hello: { readonly cursor: string; readonly reset: boolean }): void {
    const isFirst = cursor === undefined
    cursor = hello.cursor
    if (hello.reset) channel?.post({ type: 'reset', cursor })
    // Between what the page asked first and this nobody listened.
    if (isFirst || hello.reset) listener.missed(hello.reset)
  }

  function tellStanding(): void {
    channel?.post({ type: 'standing', state, cursor, signedOut })
  }

  function receive(message: TabMessage): void {
    if (message.type === 'ask') answer(message.wake)
    else {
      // The silence is broken. Where two lead for a moment, what the other says is as good as what comes here.
      if (stream === undefined) listen()
      if (message.type === 'batch') take(message.batch)
      else if (message.type === 'standing') takeStanding(message)
      else startAnew(message.cursor)
    }
  }

  function answer(wake: boolean): void {
    if (stream === undefined) return
    if (wake) stream.wake()
    tellStanding()
  }

  function startAnew(place: string): void {
    cursor = place
    listener.missed(true)
  }

  function takeStanding({ cursor: told, ...standing }: Extract<TabMessage, { type: 'standing' }>): void {
    if (stream !== undefined) return
    setSignedOut(standing.signedOut)
    setState(standing.state)
    if (told === undefined) return
    const stands = cursor === undefined ? undefined : comparePlaces(cursor, told)
    if (stands === 'same' || stands === 'after') return
    cursor = told
    if (stands !== undefined) listener.missed(stands === 'other')
  }

  function take(batch: LiveBatch): void {
    const begins = cursor === undefined ? 'same' : comparePlaces(cursor, batch.from)
    const ends = cursor === undefined ? 'before' : comparePlaces(cursor, batch.to)
    if (ends === 'after' || (ends === 'same' && begins !== 'same')) return
    cursor = batch.to
    listener.batch(batch)
    if (begins === 'before' || begins === 'other') listener.missed(begins === 'other')
  }

  /** As a follower: somebody has to be heard of now and then. */
  function listen(): void {
    silence()
    if (channel === undefined || stream !== undefined) return
    silence = timers.after(ASK_MS, () => {
      channel.post({ type: 'ask', wake: false })
      silence = timers.after(ANSWER_MS, () => {
        setState('stale')
        // A tab that nobody sees lets those that are seen go first.
        if (ports.lock !== undefined && ports.isVisible()) depose(ports.lock)
        else listen()
      })
    })
  }

  function depose(lock: LeaderLock): void {
    campaign.abort()
    campaign = new AbortController()
    void stand(lock, campaign.signal, true)
    listen()
  }

  function setState(next: ConnectionState): void {
    if (next === state) return
    state = next
    listener.state(next)
  }

  function setSignedOut(isSo: boolean): void {
    if (isSo === signedOut) return
    signedOut = isSo
    listener.signedOut(isSo)
  }

  channel?.onMessage(receive)
  start()
  return {
    wake: () => {
      if (stream === undefined) channel?.post({ type: 'ask', wake: true })
      else stream.wake()
    },
    doubt: () => stream?.reopen(),
    freeze: () => {
      silence()
      campaign.abort()
    },
    resume: start,
    close: () => {
      silence()
      campaign.abort()
      channel?.close()
    },
  }
}
