import type { Config } from '../../config/config.ts'
import { missingKey } from '../../config/require-usable-provider.ts'
import { visibleLine } from '../../kernel/visible-text.ts'
import { formatTable } from '../../view/format-table.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import { publicJson } from '../public-json.ts'
import { endpointOf } from './endpoint-of.ts'

type Source = Config['modelSources'][number]

/** `claw models why`: the engine in use, and every place that had a say in it. */
export async function whyModel(context: CommandContext): Promise<CommandOutcome> {
  const config = context.config()
  const { provider, providerReason, model, apiKeyName, baseUrl, fallback, modelSources } = config
  const missing = missingKey(config)
  const window = missing === undefined ? await windowFor(context) : null
  return {
    text: [
      ...headLines(config, window),
      ...(missing === undefined ? [] : [`missing   ${missing.message} ${missing.fix}`]),
      '',
      sourcesText(config, context),
    ].join('\n'),
    result: {
      ...{ provider, reason: providerReason, model, key: apiKeyName, base_url: baseUrl, context_tokens: window },
      fallback: fallback === null ? null : { provider: fallback.provider, model: fallback.model, key: fallback.apiKeyName },
      sources: publicJson(modelSources),
      notes: [...config.notes],
      missing: missing?.message ?? null,
    },
  }
}

async function windowFor(context: CommandContext): Promise<number | null> {
  const config = context.config()
  if (config.provider === 'rules') return null
  const tools = await (await context.module()).modelTools(config)
  return tools.window(endpointOf(config), new AbortController().signal)
}

function headLines(
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

function sourcesText({ modelSources }: Config, context: CommandContext): string {
  if (modelSources.length === 0) return 'Nothing is set: no key, no address, no choice. A model: claw setup'
  const columns = [
    { title: 'SETTING', cell: (row: Source) => row.name },
    { title: 'FROM', cell: (row: Source) => (row.origin === 'environment' || row.origin === 'flag' ? row.origin : visibleLine(row.where)) },
    { title: 'COUNTS', cell: (row: Source) => (row.ignored === null ? 'yes' : `no: ${visibleLine(row.ignored)}`) },
    { title: 'VALUE', cell: (row: Source) => visibleLine(row.value), flexible: true },
  ]
  return formatTable(modelSources, columns, context.list)
}
