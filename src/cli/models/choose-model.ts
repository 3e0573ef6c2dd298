import { PROVIDER_SPECS } from '../../config/providers.ts'
import { requireModelKey } from '../../config/require-usable-provider.ts'
import { engineInUse, engineText } from '../../config/setup/engine-in-use.ts'
import { ClawError } from '../../kernel/claw-error.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import { publicJson } from '../public-json.ts'
import { saveChoice } from '../setup/save-choice.ts'
import { configWith, type NamedModel, namedModel } from './named-model.ts'

/** `claw models use PROVIDER[:MODEL]`: saved for every workspace, and read back. */
export async function chooseModel(context: CommandContext): Promise<CommandOutcome> {
  const wanted = named(context)
  requireModelKey({ ...configWith(context, wanted), fallback: null })
  const model = wanted.provider === 'rules' ? null : (wanted.model ?? PROVIDER_SPECS[wanted.provider].defaultModel)
  const saved = await saveChoice(context, { CLOSED_CLAW_LLM_PROVIDER: wanted.provider, CLOSED_CLAW_LLM_MODEL: model })
  const engine = engineInUse(context.config(), { provider: wanted.provider, model })
  return {
    text: [`Saved in ${saved.path}.`, ...engineText(engine)].join('\n'),
    result: { saved: { provider: wanted.provider, model }, path: saved.path, ...(publicJson(engine) as object) },
  }
}

function named({ input: { args } }: CommandContext): NamedModel {
  const text = args['model']
  if (text !== undefined) return namedModel(text, 'claw models use')
  throw new ClawError('USAGE', "'claw models use' needs PROVIDER or PROVIDER:MODEL.", { fix: 'claw models use claude' })
}
