import type { ProviderName } from './config.ts'

export type ModelProvider = Exclude<ProviderName, 'rules'>

export interface ProviderSpec {
  /** Its company or program, for people. */
  readonly title: string
  /** Setting that holds its own key; null: it has none. */
  readonly keyName: 'OPENAI_API_KEY' | 'GEMINI_API_KEY' | 'ANTHROPIC_API_KEY' | null
  /** Where a person gets a key. */
  readonly keyPage: string | null
  readonly addressName: 'OPENAI_BASE_URL' | 'GEMINI_BASE_URL' | 'ANTHROPIC_BASE_URL' | 'OLLAMA_BASE_URL'
  /** null: the provider's own servers, which its client knows. */
  readonly defaultAddress: string | null
  readonly defaultModel: string
  /** A server at an address that was set may want no key at all. */
  readonly addressAlone: boolean
}

/** What claw knows of each provider, in the order in which their keys and addresses are looked for when none was chosen. */
export const PROVIDER_SPECS: Readonly<Record<ModelProvider, ProviderSpec>> = {
  openai: {
    title: 'OpenAI, or a compatible server',
    keyName: 'OPENAI_API_KEY',
    keyPage: 'https://platform.openai.com/api-keys',
    addressName: 'OPENAI_BASE_URL',
    defaultAddress: null,
    defaultModel: 'gpt-4o-mini',
    addressAlone: true,
  },
  gemini: {
    title: 'Google Gemini',
    keyName: 'GEMINI_API_KEY',
    keyPage: 'https://aistudio.google.com/apikey',
    addressName: 'GEMINI_BASE_URL',
    defaultAddress: null,
    defaultModel: 'gemini-2.5-flash',
    addressAlone: false,
  },
  claude: {
    title: 'Anthropic Claude',
    keyName: 'ANTHROPIC_API_KEY',
    keyPage: 'https://console.anthropic.com/settings/keys',
    addressName: 'ANTHROPIC_BASE_URL',
    defaultAddress: null,
    defaultModel: 'claude-haiku-4-5',
    addressAlone: false,
  },
  ollama: {
    title: 'Ollama on this machine or another',
    keyName: null,
    keyPage: null,
    addressName: 'OLLAMA_BASE_URL',
    defaultAddress: 'http://127.0.0.1:11434',
    defaultModel: 'llama3.2',
    addressAlone: true,
  },
}

export const MODEL_PROVIDERS = Object.keys(PROVIDER_SPECS) as readonly ModelProvider[]
