import { missingKey } from '../../config/require-usable-provider.ts'
import { endpointOf } from '../../config/setup/endpoint-of.ts'
import { engineWhy } from '../../config/setup/engine-why.ts'
import { modelSourcesText } from '../../view/model-sources-text.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import { publicJson } from '../public-json.ts'

/** `claw models why`: the engine in use, and every place that had a say in it. */
export async function whyModel(context: CommandContext): Promise<CommandOutcome> {
  const config = context.config()
  const { provider, providerReason, model, apiKeyName, baseUrl, fallback, modelSources } = config
  const missing = missingKey(config)
  const window = missing === undefined ? await windowFor(context) : null
  return {
    text: [
      ...engineWhy(config, window),
      ...(missing === undefined ? [] : [`missing   ${missing.message} ${missing.fix}`]),
      '',
      modelSourcesText(modelSources, context.list),
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
