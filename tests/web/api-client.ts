import { request } from 'node:http'
import { type RawAnswer, rawHttp } from './raw-http.ts'
import type { WebPlace } from './web-place.ts'

export interface SseMessage {
  readonly event: string
  readonly id: string
  readonly data: unknown
}

export interface ApiClient {
  readonly cookie: string
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<RawAnswer>
  post(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<RawAnswer>
  send(
    method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<RawAnswer>
  /** Reads the stream until it has ended or `enough` says so. */
  stream(
    path: string,
    options?: { readonly lastId?: string; readonly enough?: (messages: readonly SseMessage[]) => boolean },
  ): Promise<SseMessage[]>
}

/** A browser that is signed in. */
export async function apiClient({ web, port }: WebPlace): Promise<ApiClient> {
  const host = `127.0.0.1:${port}`
  const signed = await rawHttp(port, { path: web.signInUrl.slice(web.url.length), headers: { host } })
  const cookie = signed.headers['set-cookie']?.[0]?.split(';')[0] ?? ''
  const headers = { host, cookie }
  const send: ApiClient['send'] = (method, path, given, more = {}) => {
    const body = given === undefined ? '' : JSON.stringify(given)
    // Node frames the body of a DELETE only when told its length.
    const length = String(Buffer.byteLength(body))
    const sent = { ...headers, origin: `http://${host}`, 'content-type': 'application/json', 'content-length': length, ...more }
    return rawHttp(port, { method, path, headers: sent, body })
  }
  return {
    cookie,
    get: (path, more = {}) => rawHttp(port, { path, headers: { ...headers, ...more } }),
    post: (path, body, more) => send('POST', path, body, more),
    send,
    stream: (path, { lastId, enough = () => false } = {}) =>
      new Promise((resolve, reject) => {
        const sent = request(
          {
            host: '127.0.0.1',
            port,
            path,
            headers: { ...headers, ...(lastId === undefined ? {} : { 'last-event-id': lastId }) },
            agent: false,
          },
          (response) => {
            let text = ''
            const messages = (): SseMessage[] =>
              text
                .split('\n\n')
                .slice(0, -1)
                .filter((one) => !one.startsWith(':'))
                .map(toMessage)
            response.setEncoding('utf8')
            response.on('data', (part: string) => {
              text += part
              if (!enough(messages())) return
              resolve(messages())
              sent.destroy()
            })
            response.on('end', () => resolve(messages()))
            response.on('error', reject)
          },
        )
        sent.on('error', reject)
        sent.end()
      }),
  }
}

function toMessage(text: string): SseMessage {
  const fields = new Map(text.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)] as const))
  return { event: fields.get('event') ?? 'message', id: fields.get('id') ?? '', data: JSON.parse(fields.get('data') ?? 'null') }
}
