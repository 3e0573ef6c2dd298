import { listModels } from '../../models/listing/list-models.ts'
import type { ListedModel } from '../../models/listing/model-listing.ts'
import type { PriceBook } from '../../models/prices/price-book.ts'
import type { ModelRow } from '../../view/model-rows.ts'
import type { ModelEndpoint, ModelTools } from './model-tools-port.ts'
import { openEndpoint } from './open-endpoint.ts'
import { sameModel } from './same-model.ts'

const LIST_MS = 8000

/** The provider's list with window and price of each model, as far as they are known. */
export async function describeModels(endpoint: ModelEndpoint, prices: PriceBook, signal: AbortSignal): ReturnType<ModelTools['describe']> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(LIST_MS)])
  const listing = await listModels({ ...endpoint, signal: limit })
  if (listing.state !== 'ok') return { listing, rows: [] }
  const used = listing.models.find(({ id }) => id === endpoint.model) ?? listing.models.find(({ id }) => sameModel(id, endpoint.model))
  const rows = await Promise.all(listing.models.map((model) => toRow(model, { in_use: model === used, endpoint, prices }, limit)))
  return { listing, rows: rows.sort((a, b) => (a.id < b.id ? -1 : 1)) }
}

interface Place {
  readonly in_use: boolean
  readonly endpoint: ModelEndpoint
  readonly prices: PriceBook
}

async function toRow({ id, context_tokens }: ListedModel, place: Place, signal: AbortSignal): Promise<ModelRow> {
  const { in_use, endpoint, prices } = place
  const price = prices.priceOf({ ...endpoint, model: id })
  const [tier] = price?.tiers ?? []
  return {
    id,
    context_tokens: context_tokens ?? (await knownWindow(id, place, signal)),
    price: price === null || tier === undefined ? null : { input: tier.input, output: tier.output, as_of: price.as_of },
    in_use,
  }
}

// The packages know the models of the providers' own servers; another server is asked about the model in use alone.
async function knownWindow(model: string, { in_use, endpoint, prices }: Place, signal: AbortSignal): Promise<number | null> {
  return endpoint.baseUrl !== null && !in_use ? null : windowOf({ ...endpoint, model }, prices, signal)
}

const WINDOW_MS = 2000

export async function windowOf(endpoint: ModelEndpoint, prices: PriceBook, signal: AbortSignal): ReturnType<ModelTools['window']> {
  const opened = await openEndpoint(endpoint, prices)
  const limits = await opened.limits(AbortSignal.any([signal, AbortSignal.timeout(WINDOW_MS)])).catch(() => undefined)
  return limits?.context_tokens ?? null
}
