import { visibleLine } from '../../kernel/visible-text.ts'
import type { Config } from '../config.ts'
import { MODEL_PROVIDERS, type ModelProvider, PROVIDER_SPECS } from '../providers.ts'

/** A model server that was found on this machine. */
export interface FoundServer {
  readonly name: string
  readonly provider: ModelProvider
  readonly base_url: string
  readonly models: readonly string[]
}

export interface MenuEntry {
  readonly provider: ModelProvider | 'rules'
  /** undefined: it is asked for where it matters. */
  readonly baseUrl: string | null | undefined
  readonly label: string
  /** What speaks for it. */
  readonly note: string
}

/** Every provider, the servers that were found on this machine, and none at all. */
export function providerMenu(config: Config, servers: readonly FoundServer[]): MenuEntry[] {
  const found = servers.map(localEntry)
  const clouds = MODEL_PROVIDERS.filter((provider) => provider !== 'ollama').map((provider) => cloudEntry(provider, config))
  const ollama = servers.some(({ provider }) => provider === 'ollama')
    ? []
    : [entry('ollama', undefined, PROVIDER_SPECS.ollama.title, 'not found on this machine')]
  const none = entry('rules', null, 'No language model: the rules engine', config.provider === 'rules' ? 'in use' : '')
  return [...clouds, ...found, ...ollama, none]
}

export function menuText(entries: readonly MenuEntry[]): string {
  const width = Math.max(...entries.map(({ label }) => label.length))
  const lines = entries.map(({ provider, label, note }, index) =>
    `  ${index + 1}  ${provider.padEnd(7)} ${label.padEnd(width)}  ${visibleLine(note)}`.trimEnd(),
  )
  return ['Who should answer?', ...lines].join('\n')
}

/** By its number or by the name of the provider; a server of this machine comes before the provider in general. */
export function chosenEntry(entries: readonly MenuEntry[], answer: string): MenuEntry | undefined {
  if (/^\d+$/.test(answer)) return entries[Number(answer) - 1]
  return entries.find(({ provider }) => provider === answer.toLowerCase())
}

function cloudEntry(provider: ModelProvider, config: Config): MenuEntry {
  const { title, keyName } = PROVIDER_SPECS[provider]
  const key = config.origins.find(({ name, origin }) => name === keyName && origin !== 'default')
  const used = config.provider === provider ? 'in use' : ''
  const note = [used, key === undefined ? '' : `${key.name} is there (${key.origin})`].filter((part) => part !== '').join('; ')
  return entry(provider, undefined, title, note)
}

function localEntry({ name, provider, base_url, models }: FoundServer): MenuEntry {
  return entry(
    provider,
    base_url,
    `${visibleLine(name)} at ${base_url}`,
    `found on this machine, ${models.length} ${models.length === 1 ? 'model' : 'models'}, needs no key`,
  )
}

function entry(provider: MenuEntry['provider'], baseUrl: MenuEntry['baseUrl'], label: string, note: string): MenuEntry {
  return { provider, baseUrl, label, note }
}
