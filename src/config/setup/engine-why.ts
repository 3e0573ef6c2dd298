import { visibleLine } from '../../kernel/visible-text.ts'
import type { Config } from '../config.ts'

/** The engine in use, and why it is that one. `window`: tokens of context; null: nobody says. */
export function engineWhy(
  { provider, providerReason, model, apiKeyName, baseUrl, fallback, rulesFirst, origins, notes }: Config,
  window: number | null,
): string[] {
  const origin = origins.find(({ name }) => name === 'CLOSED_CLAW_LLM_MODEL')?.origin ?? 'default'
  const modelFrom = origin === 'default' ? "the provider's default" : origin
  if (provider === 'rules') return [`engine    rules: ${providerReason}`, ...noteLines(notes)]
  return [
    `engine    ${provider}: ${visibleLine(providerReason)}`,
    `model     ${visibleLine(model ?? '')} (${modelFrom})`,
    `key       ${apiKeyName ?? 'none'}`,
    `address   ${baseUrl ?? "the provider's own"}`,
    `window    ${window === null ? 'unknown' : `${window} tokens`}${provider === 'ollama' ? ' (another one: CLOSED_CLAW_OLLAMA_NUM_CTX)' : ''}`,
    `fallback  ${fallback === null ? 'none' : `${fallback.provider} ${visibleLine(fallback.model)}`}`,
    `rules     ${RULES[rulesFirst]}`,
    ...noteLines(notes),
  ]
}

const RULES: Readonly<Record<Config['rulesFirst'], string>> = {
  off: 'never answer before the model',
  'read-only': 'sure recipes that only read answer before the model',
  all: 'sure recipes answer before the model',
}

function noteLines(notes: readonly string[]): string[] {
  return notes.map((note) => `note      ${visibleLine(note)}`)
}
