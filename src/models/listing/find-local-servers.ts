import { listModels } from './list-models.ts'
import type { ListedModel } from './model-listing.ts'

export interface LocalServer {
  /** As in the setting: `ollama`, `lmstudio`. */
  readonly name: string
  /** The provider that speaks its language. */
  readonly provider: 'ollama' | 'openai'
  readonly base_url: string
  readonly models: readonly ListedModel[]
}

export const LOCAL_LIMIT_MS = 300

/** Model servers of this machine, found by asking for their lists of models and nothing else; all together within 300 ms. Never throws. */
export async function findLocalServers(
  ports: readonly { readonly name: string; readonly port: number }[],
  limitMs = LOCAL_LIMIT_MS,
): Promise<LocalServer[]> {
  const signal = AbortSignal.timeout(limitMs)
  const found = await Promise.all(ports.map((one) => look(one, signal)))
  return found.filter((server) => server !== undefined)
}

async function look({ name, port }: { name: string; port: number }, signal: AbortSignal): Promise<LocalServer | undefined> {
  const provider = name === 'ollama' ? 'ollama' : 'openai'
  const base_url = `http://127.0.0.1:${port}${provider === 'ollama' ? '' : '/v1'}`
  const listing = await listModels({ provider, baseUrl: base_url, apiKey: null, signal })
  return listing.state === 'ok' ? { name, provider, base_url, models: listing.models } : undefined
}
