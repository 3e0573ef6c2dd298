import type { App } from '../../../src/app/app-port.ts'
import type { WorkspaceFeed } from '../../../src/app/feed/feed-port.ts'

export interface HeldApp {
  readonly app: App
  /** Closes it as soon as nothing uses it any more; nothing new is to be asked of it. */
  retire(): void
}

/** What a call has left behind may still be at work for a moment after its answer. */
export const LINGER_MS = 10_000

/** An app that knows whether it is in use: by a call that is not answered, by a list that is walked, by a feed that is open. */
export function holdApp(app: App, lingerMs = LINGER_MS): HeldApp {
  let users = 0
  let isRetired = false
  let closing: NodeJS.Timeout | undefined

  function enter(): void {
    users += 1
    clearTimeout(closing)
  }

  function leave(): void {
    users -= 1
    closeUnused()
  }

  function closeUnused(): void {
    if (!isRetired || users > 0) return
    clearTimeout(closing)
    // Whoever opened it closes it too, at the latest: twice does no harm.
    closing = setTimeout(() => void app.close().catch(() => undefined), lingerMs)
    closing.unref()
  }

  function call(method: (...given: unknown[]) => unknown, given: unknown[]): unknown {
    enter()
    let result: unknown
    try {
      result = Reflect.apply(method, app, given)
    } catch (error) {
      leave()
      throw error
    }
    if (result instanceof Promise) return result.finally(leave)
    leave()
    return isWalked(result) ? walk(result) : result
  }

  async function* walk(pages: AsyncIterable<unknown>): AsyncGenerator<unknown> {
    enter()
    try {
      yield* pages
    } finally {
      leave()
    }
  }

  async function openFeed(): Promise<WorkspaceFeed> {
    enter()
    try {
      const feed = await app.openFeed()
      return { ...feed, close: once(() => closeFeed(feed)) }
    } catch (error) {
      leave()
      throw error
    }
  }

  function closeFeed(feed: WorkspaceFeed): void {
    feed.close()
    leave()
  }

  const get = (_: App, name: string | symbol): unknown => {
    const value: unknown = Reflect.get(app, name)
    if (name === 'openFeed') return openFeed
    return isMethod(value) ? (...given: unknown[]) => call(value, given) : value
  }
  const retire = (): void => {
    isRetired = true
    closeUnused()
  }
  return { app: new Proxy(app, { get }), retire }
}

function isMethod(value: unknown): value is (...given: unknown[]) => unknown {
  return typeof value === 'function'
}

function isWalked(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value
}

function once(act: () => void): () => void {
  let done = false
  return () => {
    if (!done) act()
    done = true
  }
}
