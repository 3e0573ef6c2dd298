import type { ModelTools } from '../../app/models/model-tools-port.ts'
import { type ModelProvider, PROVIDER_SPECS } from '../../config/providers.ts'
import type { SetupChoice } from '../../config/setup/setup-choice.ts'
import { ClawError } from '../../kernel/claw-error.ts'
import { visibleLine } from '../../kernel/visible-text.ts'
import type { CommandContext } from '../command-context.ts'
import { configWith } from '../models/named-model.ts'
import { sameCommand, shellQuoted } from '../same-command.ts'
import type { SetupFlags } from './choice-from-flags.ts'
import { endpointFor } from './setup-choice.ts'

/** What the flags say, with the defaults for the rest. Throws USAGE, and NO_MODEL for a provider without its key. */
export async function choiceWithoutAsking(context: CommandContext, flags: SetupFlags, tools: ModelTools): Promise<SetupChoice | 'rules'> {
  const { provider, newKey, baseUrl, model } = flags
  if (provider === undefined)
    throw new ClawError('USAGE', "'claw setup' asks questions, and nobody can be asked here; it needs --provider.", {
      fix: 'claw setup --provider claude --key-env ANTHROPIC_API_KEY --yes (in a terminal: claw setup)',
    })
  if (provider === 'rules') return 'rules'
  requireKey(context, provider, flags)
  const choice = { provider, baseUrl, newKey, model: model ?? PROVIDER_SPECS[provider].defaultModel }
  return model === undefined ? withModel(context, choice, tools) : choice
}

function requireKey(context: CommandContext, provider: ModelProvider, { newKey, baseUrl }: SetupFlags): void {
  const { keyName, addressAlone } = PROVIDER_SPECS[provider]
  if (keyName === null || newKey !== undefined || (addressAlone && typeof baseUrl === 'string')) return
  if (configWith(context, { provider, model: undefined }).apiKey !== null) return
  throw new ClawError('NO_MODEL', `There is no key for ${provider}: ${keyName} is not set.`, {
    fix: `printf %s "$KEY" | claw setup --provider ${provider} --key-stdin`,
  })
}

/** A server that does not have the default of its provider, but one model alone, means that one. */
async function withModel(context: CommandContext, choice: SetupChoice, tools: ModelTools): Promise<SetupChoice> {
  const listing = await tools.list(endpointFor(context, choice), new AbortController().signal)
  const ids = listing.state === 'ok' ? listing.models.map(({ id }) => id) : []
  const [only, ...others] = ids
  if (only === undefined || ids.some((id) => id.startsWith(choice.model))) return choice
  if (others.length === 0) return { ...choice, model: only }
  const some = ids.slice(0, 8).map(visibleLine).join(', ')
  throw new ClawError('USAGE', `${choice.provider} has no ${choice.model} here, and ${ids.length} others; which one? ${some}`, {
    fix: sameCommand(context, `--model ${shellQuoted(only)}`),
  })
}
