import { HttpFailure, WireGarbage, WireTimeout } from './http-failure.ts'
import { readErrorBody } from './read-error-body.ts'

const MAX_BYTES = 32 * 1024 * 1024
const TOTAL_FACTOR = 10

export interface GuardedFetchOptions {
  /** Only this origin is ever asked. */
  readonly origin: string
  /** Between two pieces of the answer, the first included. The whole answer gets ten times as long. */
  readonly timeoutMs: number
  /** Until the first piece, where that takes longer: a local model is loaded and reads the prompt before it says anything. */
  readonly firstMs?: number
  readonly signal: AbortSignal
  /** Told each failure before the SDK wraps it. */
  readonly onFailure: (failure: unknown) => void
  /** Told a successful answer that is one whole JSON document instead of a stream; gives what the SDK is to see. Without it such an answer passes as it is. */
  readonly onWhole?: (text: string) => Response
}

/**
 * The one place where a model call meets the network. Nothing goes to another origin, redirects are not followed (they would carry the prompt
 * elsewhere), silence and size are bounded, and a failure is told as it was.
 */
export function createGuardedFetch(options: GuardedFetchOptions): typeof fetch {
  return async (input, init) => {
    try {
      return await guardedFetch(new URL(input instanceof Request ? input.url : String(input)), init ?? {}, options)
    } catch (error) {
      options.onFailure(error)
      throw error
    }
  }
}

async function guardedFetch(url: URL, init: RequestInit, options: GuardedFetchOptions): Promise<Response> {
  if (url.origin !== options.origin) throw new WireGarbage(`refused to ask ${url.origin} instead of ${options.origin}`, false)
  const watch = startWatch(options)
  try {
    const response = await fetch(url, { ...init, redirect: 'manual', signal: watch.signal })
    watch.seen()
    if (response.status < 200 || response.status > 299) throw await toHttpFailure(response)
    return await asStream(response, watch, options)
  } catch (error) {
    watch.end()
    throw watch.reasonFor(error)
  }
}

async function toHttpFailure(response: Response): Promise<HttpFailure> {
  const { code, message, retryAfterMs } = await readErrorBody(response)
  return new HttpFailure(response.status, response.headers, code, message, retryAfterMs)
}

async function asStream(response: Response, watch: Watch, { onFailure, onWhole }: GuardedFetchOptions): Promise<Response> {
  const type = response.headers.get('content-type') ?? ''
  if (type.includes('text/html')) throw new WireGarbage('answered with a web page', false)
  const watched = new Response(response.body?.pipeThrough(watchBytes(watch, onFailure)) ?? null, { status: 200, headers: response.headers })
  return onWhole !== undefined && type.includes('application/json') ? onWhole(await watched.text()) : watched
}

// Errors are told here as well: the SDK ends a stream without a word when its request was aborted.
function watchBytes(watch: Watch, onFailure: (failure: unknown) => void): TransformStream<Uint8Array, Uint8Array> {
  let bytes = 0
  return new TransformStream({
    start: (controller) =>
      watch.onAbort(() => {
        const reason = watch.reasonFor(new Error('aborted'))
        onFailure(reason)
        controller.error(reason)
      }),
    transform(chunk, controller) {
      watch.seen()
      bytes += chunk.byteLength
      if (bytes > MAX_BYTES) throw new WireGarbage(`answered with more than ${MAX_BYTES} bytes`, false)
      controller.enqueue(chunk)
    },
    flush: () => watch.end(),
  })
}

interface Watch {
  readonly signal: AbortSignal
  seen(): void
  end(): void
  onAbort(listener: () => void): void
  reasonFor(error: unknown): unknown
}

function startWatch({ timeoutMs, firstMs = timeoutMs, signal }: GuardedFetchOptions): Watch {
  const controller = new AbortController()
  const stop = (what: string): void => controller.abort(new WireTimeout(what))
  const total = setTimeout(stop, timeoutMs * TOTAL_FACTOR, `did not finish its answer in ${(timeoutMs * TOTAL_FACTOR) / 1000} s`)
  const silence = (ms: number): string => `sent nothing for ${ms / 1000} s`
  let idle = setTimeout(stop, firstMs, silence(firstMs))
  const onCancel = (): void => controller.abort(signal.reason)
  controller.signal.addEventListener('abort', end)
  if (signal.aborted) onCancel()
  signal.addEventListener('abort', onCancel, { once: true })
  function end(): void {
    clearTimeout(total)
    clearTimeout(idle)
    signal.removeEventListener('abort', onCancel)
  }
  function seen(): void {
    clearTimeout(idle)
    idle = setTimeout(stop, timeoutMs, silence(timeoutMs))
  }
  return {
    signal: controller.signal,
    seen,
    end,
    onAbort: (listener) => controller.signal.addEventListener('abort', listener, { once: true }),
    reasonFor: (error) => (controller.signal.aborted ? controller.signal.reason : error),
  }
}
