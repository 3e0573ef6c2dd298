import { visibleLine } from '../../kernel/visible-text.ts'
import type { Config } from '../config.ts'

export interface EngineInUse {
  readonly in_use: Pick<Config, 'provider' | 'model'> & {
    readonly reason: string
    readonly key: { readonly name: string; readonly origin: string } | null
    readonly base_url: string | null
  }
  /** What is stronger than what was saved, in words. */
  readonly overridden: readonly string[]
}

interface Saved {
  readonly provider: Config['provider']
  readonly model: string | null
  /** undefined: it was left as it was. */
  readonly baseUrl?: string | null
  /** The key that was saved in secrets.json. */
  readonly keyName?: string
}

/** What counts from now on, and what of a change does not. `config`: read anew after it. */
export function engineInUse(config: Config, saved: Saved): EngineInUse {
  const { provider, model, providerReason, apiKeyName, baseUrl, origins } = config
  const origin = origins.find(({ name }) => name === apiKeyName)?.origin
  return {
    in_use: {
      ...{ provider, model, reason: providerReason, base_url: baseUrl },
      key: apiKeyName === null || origin === undefined ? null : { name: apiKeyName, origin },
    },
    overridden: overridden(config, saved),
  }
}

function overridden(config: Config, saved: Saved): string[] {
  const names = ['CLOSED_CLAW_LLM_PROVIDER', ...(saved.provider === 'rules' ? [] : ['CLOSED_CLAW_LLM_MODEL'])]
  if (saved.keyName !== undefined) names.push(saved.keyName)
  const weak = config.modelSources.filter(({ name, origin, ignored }) => {
    const mine = origin === 'config file' || origin === 'secrets.json'
    return names.includes(name) && ignored === null && !mine
  })
  const address = addressElsewhere(config, saved)
  return [
    ...weak.map(({ name, value, origin, where }) => {
      const shown = value.startsWith('(') ? '' : `=${visibleLine(value)}`
      const fix = origin === 'environment' ? `unset ${name}` : `remove it from ${where}`
      return `${name}${shown} in ${origin === 'environment' ? 'the environment' : where} comes before what was saved: ${fix}`
    }),
    ...address,
  ]
}

function addressElsewhere({ provider, baseUrl }: Config, saved: Saved): string[] {
  const elsewhere = saved.baseUrl !== undefined && saved.baseUrl !== null && provider === saved.provider && baseUrl !== saved.baseUrl
  return elsewhere ? [`The address in use is ${baseUrl ?? "the provider's own"}, not ${saved.baseUrl}: claw models why`] : []
}

export function engineText({ in_use, overridden: stronger }: EngineInUse): string[] {
  const { provider, model, reason, key, base_url } = in_use
  return [
    `engine    ${provider}${model === null ? '' : ` ${visibleLine(model)}`}: ${visibleLine(reason)}`,
    ...(provider === 'rules' ? [] : [`key       ${key === null ? 'none' : `${key.name} (${key.origin})`}`]),
    ...(base_url === null ? [] : [`address   ${base_url}`]),
    ...stronger.map((line) => `note      ${line}`),
  ]
}
