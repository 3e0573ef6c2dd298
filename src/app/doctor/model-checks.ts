import type { Config } from '../../config/config.ts'
import { plural } from '../../view/format.ts'
import { openPrices } from '../open-prices.ts'
import type { Finding, HealthCheck } from './check-health.ts'

const PROBE_MS = 1800

/** The engine, its fallback and what could be one: asked for lists of models alone. */
export const MODEL_CHECKS: readonly HealthCheck[] = [
  { name: 'model', required: false, run: checkModel },
  { name: 'fallback model', required: false, run: checkFallback },
  { name: 'prices', required: false, run: checkPrices },
  { name: 'local models', required: false, run: checkLocal },
]

function checkModel({ provider, providerReason, model, apiKey, apiKeyName, baseUrl }: Config): Promise<Finding> {
  if (provider === 'rules' || model === null) return Promise.resolve({ state: 'ok', detail: `rules engine: ${providerReason}` })
  return probe({ provider, model, apiKey, apiKeyName, baseUrl, reason: providerReason })
}

function checkFallback({ fallback }: Config): Promise<Finding> {
  return fallback === null
    ? Promise.resolve({ state: 'ok', detail: 'none' })
    : probe({ ...fallback, reason: 'CLOSED_CLAW_LLM_FALLBACK is set' })
}

interface Probed extends Pick<Config, 'apiKey' | 'apiKeyName' | 'baseUrl'> {
  readonly provider: Exclude<Config['provider'], 'rules'>
  readonly model: string
  readonly reason: string
}

async function probe({ provider, model, apiKey, apiKeyName, baseUrl, reason }: Probed): Promise<Finding> {
  const { listModels } = await import('../../models/listing/list-models.ts')
  const listing = await listModels({ provider, apiKey, baseUrl, signal: AbortSignal.timeout(PROBE_MS) })
  const detail = `${provider} ${model} (${reason}; ${apiKeyName === null ? 'no key' : `key from ${apiKeyName}`}): ${listing.detail}`
  // A gateway without a list of models may answer all the same.
  if (listing.state === 'unexpected') return { state: 'warn', detail, fix: 'claw models test' }
  return listing.state === 'ok' ? { state: 'ok', detail } : { state: 'failed', detail, fix: `claw setup --provider ${provider}` }
}

// A file of prices that cannot be used keeps every run with a model from starting.
async function checkPrices(config: Config): Promise<Finding> {
  openPrices(config)
  return { state: 'ok', detail: 'the lists of the providers, and prices.json where there is one' }
}

async function checkLocal({ localServers, provider, baseUrl }: Config): Promise<Finding> {
  const { findLocalServers } = await import('../../models/listing/find-local-servers.ts')
  const found = await findLocalServers(localServers)
  if (found.length === 0) return { state: 'ok', detail: 'no model server was found on this machine' }
  const told = found.map((server) => {
    const used = server.provider === provider && server.base_url === baseUrl
    return `${server.name} at ${server.base_url} with ${plural(server.models.length, 'model')}${used ? ' (in use)' : ' (not in use: claw setup)'}`
  })
  return { state: 'ok', detail: told.join(', ') }
}
