import { isJsonObject, type Json, tryParseJson } from '../kernel/json.ts'
import { providerAddress } from './open-provider.ts'

export interface ProbeOptions {
  readonly baseUrl: string | null
  readonly apiKey: string | null
  readonly timeoutMs: number
}

export type ModelProbe =
  | { readonly state: 'ok'; readonly models: readonly string[]; readonly detail: string }
  | { readonly state: 'key_rejected' | 'unreachable' | 'unexpected'; readonly detail: string }

/** Asks the provider for its models: shows whether it is there and takes the key, and costs nothing. Never throws. */
export async function probeModel({ baseUrl, apiKey, timeoutMs }: ProbeOptions): Promise<ModelProbe> {
  const url = `${(baseUrl ?? providerAddress('openai')).replace(/\/+$/, '')}/models`
  try {
    const headers = apiKey === null ? {} : { authorization: `Bearer ${apiKey}` }
    const response = await fetch(url, { headers, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) })
    return judge(response, url)
  } catch (error) {
    return { state: 'unreachable', detail: `${url}: ${reasonOf(error, timeoutMs)}` }
  }
}

async function judge(response: Response, url: string): Promise<ModelProbe> {
  if (response.status === 401 || response.status === 403) return { state: 'key_rejected', detail: `${url} answered ${response.status}` }
  const models = response.ok ? readModels(await response.text()) : undefined
  if (models === undefined) return { state: 'unexpected', detail: `${url} answered ${response.status}, and not with a list of models` }
  return { state: 'ok', models, detail: `${url} answered with ${models.length} models` }
}

function readModels(text: string): string[] | undefined {
  const parsed = tryParseJson(text)
  const data: Json | undefined = parsed.ok && isJsonObject(parsed.value) ? parsed.value['data'] : undefined
  if (!Array.isArray(data)) return undefined
  return data.flatMap((model) => (isJsonObject(model) && typeof model['id'] === 'string' ? [model['id']] : []))
}

function reasonOf(error: unknown, timeoutMs: number): string {
  if (!(error instanceof Error)) return String(error)
  if (error.name === 'TimeoutError') return `no answer in ${timeoutMs / 1000} s`
  return error.cause instanceof Error ? error.cause.message : error.message
}
