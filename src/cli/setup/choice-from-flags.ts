import type { ProviderName } from '../../config/config.ts'
import { environmentValue } from '../../config/environment-value.ts'
import { PROVIDER_SPECS } from '../../config/providers.ts'
import { secretValueProblem } from '../../config/secrets/secret.ts'
import { parseSetting } from '../../config/setting-kinds.ts'
import { requireModelName } from '../../config/setup/require-model-name.ts'
import { ClawError } from '../../kernel/claw-error.ts'
import type { CommandContext } from '../command-context.ts'

export interface SetupFlags {
  readonly provider: ProviderName | undefined
  readonly model: string | undefined
  readonly baseUrl: string | null | undefined
  readonly newKey: string | undefined
}

const MAX_KEY_BYTES = 64 * 1024

/** What the flags say; a key comes from a pipe or from a variable, never from the command line itself. Throws USAGE. */
export async function choiceFromFlags(context: CommandContext): Promise<SetupFlags> {
  const { options } = context.input
  const model = textOf(options['model'])
  const flags = {
    provider: options['provider'] as ProviderName | undefined,
    model: model === undefined ? undefined : requireModelName(model),
    baseUrl: addressOf(textOf(options['base-url'])),
  }
  if (flags.provider === undefined && (flags.baseUrl !== undefined || options['key-stdin'] === true || options['key-env'] !== undefined))
    throw usage('An address or a key needs the provider that it is for.', 'claw setup --provider claude --key-stdin')
  const newKey = await keyOf(context, flags.provider)
  return { ...flags, newKey }
}

function textOf(value: string | true | undefined): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}

function addressOf(text: string | undefined): string | null | undefined {
  if (text === undefined) return undefined
  if (text === 'own') return null
  const parsed = parseSetting({ kind: 'url' }, text)
  if (parsed.ok) return String(parsed.value)
  throw usage(
    '--base-url takes an http or https address without user and password, or: own',
    'claw setup --provider openai --base-url http://127.0.0.1:1234/v1',
  )
}

async function keyOf(context: CommandContext, provider: ProviderName | undefined): Promise<string | undefined> {
  const { 'key-stdin': piped, 'key-env': variable } = context.input.options
  if (piped !== true && variable === undefined) return undefined
  if (piped === true && variable !== undefined) throw usage('--key-stdin and --key-env are two places for one key.', 'claw setup --help')
  if (provider === undefined || provider === 'rules' || PROVIDER_SPECS[provider].keyName === null)
    throw usage(`${provider ?? 'This'} takes no key.`, `claw setup --provider ${provider ?? 'claude'}`)
  const key = piped === true ? await pipedKey(context, provider) : fromVariable(context, String(variable))
  const problem = secretValueProblem(key)
  if (problem !== undefined) throw usage(`The key cannot be kept: ${problem}.`, `claw setup --provider ${provider}`)
  return key
}

async function pipedKey({ host }: CommandContext, provider: string): Promise<string> {
  if (host.streams.stdinIsTty)
    throw usage('--key-stdin reads the key from a pipe, and here is a terminal.', `claw setup --provider ${provider}`)
  return (await host.input.readAll(MAX_KEY_BYTES)).trim()
}

// The name may be the key itself, typed at the wrong place: it is not told again.
function fromVariable({ host }: CommandContext, name: string): string {
  const value = /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? environmentValue(name, ...(host.env === undefined ? [] : [host.env])) : undefined
  if (value !== undefined) return value
  throw usage(
    '--key-env takes the name of a variable of the environment, and there is none of this name.',
    'claw setup --provider claude --key-env ANTHROPIC_API_KEY',
  )
}

function usage(message: string, fix: string): ClawError {
  return new ClawError('USAGE', message, { fix })
}
