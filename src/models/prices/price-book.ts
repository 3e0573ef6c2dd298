import { isOpenAiHost } from '../is-openai-host.ts'
import { LISTED_PRICES } from './listed-prices.ts'
import type { ModelPrice } from './model-price.ts'

export interface PricedModel {
  readonly provider: string
  readonly model: string
  /** null: the provider's own servers. */
  readonly baseUrl: string | null
}

/** Prices by `provider/model`, or `provider/*` for every other model of a provider. */
export type OwnPrices = Readonly<Record<string, ModelPrice>>

export interface PriceBook {
  /** null: not known. */
  priceOf(model: PricedModel): ModelPrice | null
}

/** What the user says, else what is free, else what the provider of the model lists: only for the provider's own servers. */
export function createPriceBook(own: OwnPrices = {}): PriceBook {
  return {
    priceOf: (model) => ownPrice(own, model) ?? freePrice(model) ?? listedPrice(model),
  }
}

function ownPrice(own: OwnPrices, { provider, model }: PricedModel): ModelPrice | undefined {
  const key = [`${provider}/${model}`, `${provider}/*`].find((name) => Object.hasOwn(own, name))
  return key === undefined ? undefined : own[key]
}

const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/

// Ollama of this machine passes some models on to its cloud: their names say so.
const CLOUD = /[-:]cloud$/

function freePrice({ provider, model, baseUrl }: PricedModel): ModelPrice | undefined {
  const elsewhere = CLOUD.test(model) || (baseUrl !== null && !LOOPBACK.test(new URL(baseUrl).hostname))
  if (provider !== 'ollama' || elsewhere) return undefined
  return { tiers: [{ up_to: null, input: 0, cached: 0, cache_write: 0, output: 0 }], as_of: null, source: 'runs on this machine' }
}

const OWN_HOSTS: Readonly<Record<keyof typeof LISTED_PRICES, (baseUrl: string) => boolean>> = {
  openai: isOpenAiHost,
  claude: (baseUrl) => new URL(baseUrl).hostname === 'api.anthropic.com',
  gemini: (baseUrl) => new URL(baseUrl).hostname === 'generativelanguage.googleapis.com',
}

function listedPrice({ provider, model, baseUrl }: PricedModel): ModelPrice | null {
  if (!isListed(provider) || (baseUrl !== null && !OWN_HOSTS[provider](baseUrl))) return null
  const { models, as_of, source } = LISTED_PRICES[provider]
  const name = [model, undated(model)].find((one) => Object.hasOwn(models, one))
  const tiers = name === undefined ? undefined : models[name]
  return tiers === undefined ? null : { tiers, as_of, source }
}

function isListed(provider: string): provider is keyof typeof LISTED_PRICES {
  return Object.hasOwn(LISTED_PRICES, provider)
}

// Dated snapshots cost what their model costs.
function undated(model: string): string {
  return model.replace(/^models\//, '').replace(/-(?:\d{4}-\d{2}-\d{2}|\d{8}|\d{3}|latest)$/, '')
}
