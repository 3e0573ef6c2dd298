import { tryParseJson } from '../../kernel/json.ts'
import { type ModelProvider, providerAddress } from '../open-provider.ts'
import { isKeyRejection } from '../wire/is-key-rejection.ts'
import { readErrorBody } from '../wire/read-error-body.ts'
import { LIST_WIRES } from './list-wires.ts'
import type { ModelListing } from './model-listing.ts'

export interface ListOptions {
  readonly provider: ModelProvider
  /** null: the provider's own servers. */
  readonly baseUrl: string | null
  readonly apiKey: string | null
  readonly signal: AbortSignal
}

const MAX_BYTES = 4 * 1024 * 1024

/** Asks a provider for its models: shows whether it is there and takes the key, costs nothing and tells it nothing. Never throws. */
export async function listModels({ provider, baseUrl, apiKey, signal }: ListOptions): Promise<ModelListing> {
  const wire = LIST_WIRES[provider]
  const given = (baseUrl ?? providerAddress(provider)).replace(/\/+$/, '')
  const address = wire.base?.(given) ?? given
  const url = `${address}${wire.path}`.replace(/\?.*/, '')
  try {
    const headers = apiKey === null ? {} : wire.headers(apiKey)
    const response = await fetch(`${address}${wire.path}`, { headers, redirect: 'manual', signal })
    if (!response.ok) return refused(response, url, apiKey)
    const models = wire.read(parsed(await readSome(response)), address)
    if (models === undefined) return { state: 'unexpected', detail: `${url} answered, and not with a list of models` }
    return { state: 'ok', models, detail: `${url} answered with ${models.length} models` }
  } catch (error) {
    return { state: 'unreachable', detail: `${url}: ${reasonOf(error)}` }
  }
}

async function refused(response: Response, url: string, apiKey: string | null): Promise<ModelListing> {
  const { code, message } = await readErrorBody(response)
  const said = apiKey === null ? message : message.replaceAll(apiKey, '[key]')
  const detail = `${url} answered ${response.status}${said === '' ? '' : `: ${said.replace(/\.$/, '')}`}`
  return { state: isKeyRejection(response.status, code) ? 'key_rejected' : 'unexpected', detail }
}

function parsed(text: string) {
  const read = tryParseJson(text)
  return read.ok ? read.value : null
}

async function readSome(response: Response): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true })
    if (text.length > MAX_BYTES) return ''
  }
  return text
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error.name === 'TimeoutError') return 'no answer in time'
  const { cause } = error
  if (!(cause instanceof Error)) return error.message
  return cause.message === '' && 'code' in cause ? String(cause.code) : cause.message
}
