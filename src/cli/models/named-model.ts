import type { Config } from '../../config/config.ts'
import { MODEL_PROVIDERS, type ModelProvider } from '../../config/providers.ts'
import { requireModelName } from '../../config/setup/require-model-name.ts'
import { ClawError } from '../../kernel/claw-error.ts'
import { visibleLine } from '../../kernel/visible-text.ts'
import type { CommandContext } from '../command-context.ts'

export interface NamedModel {
  readonly provider: ModelProvider | 'rules'
  /** undefined: not said. */
  readonly model: string | undefined
}

/** `PROVIDER` or `PROVIDER:MODEL`; names of models may hold colons. Throws USAGE. */
export function namedModel(text: string, command: string): NamedModel {
  const at = text.indexOf(':')
  const name = at === -1 ? text : text.slice(0, at)
  const model = at === -1 ? '' : text.slice(at + 1).trim()
  const provider = [...MODEL_PROVIDERS, 'rules' as const].find((one) => one === name)
  if (provider === undefined || (provider === 'rules' && model !== ''))
    throw new ClawError(
      'USAGE',
      `'${visibleLine(text.slice(0, 60))}' is not PROVIDER or PROVIDER:MODEL. Providers: ${MODEL_PROVIDERS.join(', ')}.`,
      {
        fix: `${command} claude`,
      },
    )
  return { provider, model: model === '' ? undefined : requireModelName(model) }
}

/** The configuration as it would be with this provider and model chosen: keys and addresses by the same rules. */
export function configWith(context: CommandContext, { provider, model }: NamedModel): Config {
  const flags = { ...context.input.settings, CLOSED_CLAW_LLM_PROVIDER: provider }
  return context.config({ flags: model === undefined ? flags : { ...flags, CLOSED_CLAW_LLM_MODEL: model } })
}
