import { isJsonObject } from '../kernel/json.ts'

/** Where a call goes by itself: `host:port` of its `url`, and whether it only reads. A shell command has no target: the sandbox has no network. */
export function networkTarget(args: unknown): { host: string | null; method: string | null; readsOnly: boolean } {
  if (!isJsonObject(args) || typeof args['url'] !== 'string') return { host: null, method: null, readsOnly: false }
  const method = typeof args['method'] === 'string' ? args['method'].toUpperCase() : 'GET'
  const url = URL.canParse(args['url']) ? new URL(args['url']) : undefined
  return { host: url ? targetOf(url) : null, method, readsOnly: method === 'GET' || method === 'HEAD' || method === 'OPTIONS' }
}

/** `host:port` of an address. */
export function targetOf(url: URL): string {
  const port = url.port || (url.protocol === 'https:' ? '443' : '80')
  return `${url.hostname}:${port}`
}
