import { ClawError } from '../kernel/claw-error.ts'
import type { Config, ProviderName } from './config.ts'
import { foreignHost } from './foreign-host.ts'
import type { ResolvedSettings } from './resolve-settings.ts'

export interface ProviderChoice extends Pick<Config, 'provider' | 'providerReason' | 'model' | 'apiKey' | 'baseUrl'> {
  readonly notes: readonly string[]
}

const DEFAULT_OPENAI_MODEL = 'gpt-4o-mini'
/** A local compatible server needs no key, and its client library insists on one. */
const PLACEHOLDER_KEY = 'local-server-needs-no-key'
const OTHER_KEYS = { GEMINI_API_KEY: 'gemini', ANTHROPIC_API_KEY: 'claude' } as const

/** The chosen provider, else the one whose key or address is there, else rules. Throws CONFIG_INVALID for one that is not connected. */
export function chooseProvider(settings: ResolvedSettings): ProviderChoice {
  const chosen = settings.text('CLOSED_CLAW_LLM_PROVIDER') as ProviderName | undefined
  const choice = chosen === undefined ? choiceByKeys(settings) : choiceByName(chosen, settings)
  return { ...choice, notes: notesFor(choice.provider, chosen, settings) }
}

function choiceByName(provider: ProviderName, settings: ResolvedSettings): Omit<ProviderChoice, 'notes'> {
  const { source, origin } = settings.of('CLOSED_CLAW_LLM_PROVIDER')
  const where = source?.where ?? origin
  if (provider === 'rules') return rules(`chosen in ${where}`)
  if (provider === 'openai') return openai(settings, `chosen in ${where}`)
  throw new ClawError(
    'CONFIG_INVALID',
    `CLOSED_CLAW_LLM_PROVIDER: '${provider}' is not connected in this version. Connected: openai, rules.`,
    {
      fix:
        provider === 'ollama'
          ? 'OPENAI_BASE_URL=http://127.0.0.1:11434/v1 CLOSED_CLAW_LLM_PROVIDER=openai claw run "..."'
          : 'CLOSED_CLAW_LLM_PROVIDER=openai claw run "..."',
      where,
    },
  )
}

function choiceByKeys(settings: ResolvedSettings): Omit<ProviderChoice, 'notes'> {
  for (const name of ['OPENAI_API_KEY', 'CLOSED_CLAW_LLM_API_KEY', 'OPENAI_BASE_URL']) {
    if (settings.isSet(name)) return openai(settings, `${name} is set (${settings.of(name).origin})`)
  }
  return rules('no language model configured')
}

function openai(settings: ResolvedSettings, reason: string): Omit<ProviderChoice, 'notes'> {
  const baseUrl = settings.text('OPENAI_BASE_URL') ?? null
  const key = settings.text('OPENAI_API_KEY') ?? settings.text('CLOSED_CLAW_LLM_API_KEY')
  return {
    provider: 'openai',
    providerReason: reason,
    model: settings.text('CLOSED_CLAW_LLM_MODEL') ?? DEFAULT_OPENAI_MODEL,
    apiKey: key ?? (baseUrl === null ? null : PLACEHOLDER_KEY),
    baseUrl,
  }
}

function rules(reason: string): Omit<ProviderChoice, 'notes'> {
  return { provider: 'rules', providerReason: reason, model: null, apiKey: null, baseUrl: null }
}

function notesFor(provider: ProviderName, chosen: ProviderName | undefined, settings: ResolvedSettings): string[] {
  const idle = Object.entries(OTHER_KEYS).filter(([name]) => settings.isSet(name))
  const notes = idle.map(
    ([name, other]) => `${name} is set, but ${other} is not connected in this version; the engine in use is ${provider}.`,
  )
  if (provider === 'rules' && settings.isSet('CLOSED_CLAW_LLM_MODEL'))
    notes.push('CLOSED_CLAW_LLM_MODEL has no effect: the engine is rules.')
  if (provider === 'rules' && chosen === 'rules' && settings.isSet('OPENAI_API_KEY'))
    notes.push('OPENAI_API_KEY is not used to answer: the engine is rules.')
  if (settings.isSet('OPENAI_API_KEY') && settings.isSet('CLOSED_CLAW_LLM_API_KEY')) {
    notes.push('CLOSED_CLAW_LLM_API_KEY is not used: OPENAI_API_KEY is the key in use.')
  }
  if (provider === 'openai' && settings.of('OPENAI_BASE_URL').origin === '.env')
    notes.push(...foreignServer(settings.text('OPENAI_BASE_URL')))
  return notes
}

// A cloned repository may bring address and key: what the model is told then goes to whoever made it.
function foreignServer(address: string | undefined): string[] {
  const host = address === undefined ? undefined : foreignHost(address)
  if (host === undefined) return []
  return [`Model calls, with all that they hold, go to ${host}: OPENAI_BASE_URL stands in the .env of this workspace.`]
}
