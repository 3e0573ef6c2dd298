import { endpointOf } from '../../config/setup/endpoint-of.ts'
import { EXIT_CODES, exitCodeFor } from '../../kernel/error-codes.ts'
import { trialsText } from '../../view/models-text.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import { publicJson } from '../public-json.ts'
import { configWith, namedModel } from './named-model.ts'

/** `claw models test [PROVIDER[:MODEL]]`: text, a tool call and structured output, each by a real call. */
export async function testModels(context: CommandContext): Promise<CommandOutcome> {
  const text = context.input.args['model']
  const config = text === undefined ? context.config() : configWith(context, namedModel(text, 'claw models test'))
  const endpoint = endpointOf(config)
  const { provider, model } = endpoint
  const tools = await (await context.module()).modelTools(config)
  if (context.input.output === 'text') context.host.out.note(`asking  ${provider} ${model}: up to three small calls`)
  const trials = await tools.tryOut(endpoint, new AbortController().signal)
  const cost = trials.reduce<number | null>((sum, { cost_usd }) => (sum === null || cost_usd === null ? null : sum + cost_usd), 0)
  const error = trials.find((trial) => trial.error !== null)?.error ?? undefined
  return {
    text: trialsText(trials, context.list),
    result: { provider, model, base_url: endpoint.baseUrl, key: config.apiKeyName, trials: publicJson(trials), cost_usd: cost },
    ...(error === undefined ? {} : { exit: error.code === 'MODEL_BAD_RESPONSE' ? EXIT_CODES.model : exitCodeFor(error.code), error }),
  }
}
