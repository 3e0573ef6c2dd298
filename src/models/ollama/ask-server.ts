import { isJsonObject, type JsonObject, tryParseJson } from '../../kernel/json.ts'
import { createGuardedFetch } from '../wire/guarded-fetch.ts'
import type { WireEndpoint } from '../wire/provider-wire.ts'

/** One of the server's own questions (/api/show, /api/ps, /api/version). Throws HttpFailure and what the network threw. */
export async function askServer(endpoint: WireEndpoint, path: string, signal: AbortSignal, body?: JsonObject): Promise<JsonObject> {
  const { origin } = new URL(endpoint.baseUrl)
  const guarded = createGuardedFetch({ origin, timeoutMs: endpoint.timeoutMs, signal, onFailure: () => undefined })
  const headers = ollamaHeaders(endpoint)
  const response = await guarded(`${endpoint.baseUrl}${path}`, {
    headers,
    ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
  })
  const parsed = tryParseJson(await response.text())
  return parsed.ok && isJsonObject(parsed.value) ? parsed.value : {}
}

/** All headers of a request. Ollama itself wants no key, a proxy before it may. */
export function ollamaHeaders({ apiKey }: WireEndpoint): Record<string, string> {
  return {
    'content-type': 'application/json',
    accept: 'application/json',
    ...(apiKey !== null && { authorization: `Bearer ${apiKey}` }),
  }
}
