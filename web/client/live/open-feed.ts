import { SignedOut } from './feed-stream.ts'

/** The stream of the server as text. Rejects with SignedOut when this browser is not signed in. */
export async function openFeed(cursor: string | undefined, signal: AbortSignal): Promise<AsyncIterable<string>> {
  const query = cursor === undefined ? '' : `?after=${encodeURIComponent(cursor)}`
  const response = await fetch(`/api/events${query}`, { headers: { accept: 'text/event-stream' }, cache: 'no-store', signal })
  if (response.status === 401) throw new SignedOut('not signed in')
  if (!response.ok || response.body === null) throw new Error(`The server answered ${response.status}.`)
  return textOf(response.body)
}

// Readable streams are not iterable in every browser.
async function* textOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield decoder.decode(value, { stream: true })
    }
  } finally {
    reader.cancel().catch(() => undefined)
  }
}
