import { isJsonObject, type JsonObject } from '../../kernel/json.ts'
import { HttpFailure } from '../wire/http-failure.ts'
import type { WireEndpoint } from '../wire/provider-wire.ts'
import { askServer } from './ask-server.ts'
import { isMissingModel } from './is-missing-model.ts'

/** The context that a call is made with, and what the server can be trusted with. */
export interface OllamaWindow {
  /** Sent as `num_ctx` with every call: prompt and answer together. */
  readonly tokens: number
  /** What the model itself takes; null: the server does not say. */
  readonly most: number | null
  /** The server refuses a prompt that is too long when it is told to; older ones cut it without a word. */
  readonly refuses: boolean
  /** Its count of the prompt includes what was in its cache. */
  readonly countsAll: boolean
}

/** Unless the person, the Modelfile or the server says otherwise: enough for an agent, and not more memory than a small machine has. */
const DEFAULT_WINDOW = 16_384
// What Ollama loads by itself on most machines: nobody chose it.
const UNCHOSEN = 4096

/** Asks the server what the model takes and what it is loaded with. Throws when the server cannot be asked, wants another key or lacks the model. */
export async function readWindow(endpoint: WireEndpoint, signal: AbortSignal): Promise<OllamaWindow> {
  const optional = (path: string) => askServer(endpoint, path, signal).catch((): JsonObject => ({}))
  const [shown, running, { version }] = await Promise.all([
    askServer(endpoint, '/api/show', signal, { model: endpoint.model }).catch(unlessTelling),
    optional('/api/ps'),
    optional('/api/version'),
  ])
  const most = contextLength(shown)
  const wanted = wantedTokens(endpoint, shown, running, most)
  return { tokens: most === null ? wanted : Math.min(wanted, most), most, ...skillsOf(version) }
}

// A proxy may pass on nothing but the chat; that the model or the key is wrong is worth telling before the prompt goes out.
function unlessTelling(error: unknown): JsonObject {
  const telling =
    !(error instanceof HttpFailure) || error.status < 400 || [401, 403].includes(error.status) || isMissingModel(error.message)
  if (telling) throw error
  return {}
}

function wantedTokens(endpoint: WireEndpoint, shown: JsonObject, running: JsonObject, most: number | null): number {
  if (endpoint.contextTokens != null) return endpoint.contextTokens
  const remote = typeof shown['remote_host'] === 'string' && shown['remote_host'] !== ''
  if (remote && most !== null) return most
  const loaded = loadedTokens(running, endpoint.model)
  return modelfileTokens(shown) ?? (loaded !== null && loaded > UNCHOSEN ? loaded : DEFAULT_WINDOW)
}

function contextLength(shown: JsonObject): number | null {
  const info = isJsonObject(shown['model_info']) ? shown['model_info'] : {}
  const own = info[`${String(info['general.architecture'])}.context_length`]
  const any = Object.entries(info).find(([key]) => key.endsWith('.context_length'))?.[1]
  return positive(own) ?? positive(any)
}

function modelfileTokens(shown: JsonObject): number | null {
  const [, digits] = /^num_ctx\s+(\d{1,9})\s*$/m.exec(typeof shown['parameters'] === 'string' ? shown['parameters'] : '') ?? []
  return digits === undefined ? null : positive(Number(digits))
}

// A model that is loaded with another context would be loaded anew.
function loadedTokens(running: JsonObject, model: string): number | null {
  const rows = Array.isArray(running['models']) ? running['models'].filter(isJsonObject) : []
  const names = [model, `${model}:latest`]
  const row = rows.find(({ name, model: id }) => names.includes(String(name)) || names.includes(String(id)))
  return positive(row?.['context_length'])
}

function positive(value: unknown): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : null
}

// `truncate: false` came with 0.12.6. The count left the cache out before 0.4, and again for a while from 0.30 on.
function skillsOf(version: unknown): Pick<OllamaWindow, 'refuses' | 'countsAll'> {
  const [, major = '0', minor = '0', patch = '0'] = /^v?(\d{1,5})\.(\d{1,5})\.(\d{1,5})/.exec(String(version)) ?? []
  const number = Number(major) * 1e6 + Number(minor) * 1e3 + Number(patch)
  return { refuses: number >= 12_006, countsAll: number >= 4_000 && number < 30_000 }
}
