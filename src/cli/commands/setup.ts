import type { ModelEndpoint, ModelTools } from '../../app/models/model-tools-port.ts'
import { MODEL_PROVIDERS } from '../../config/providers.ts'
import { engineInUse, engineText } from '../../config/setup/engine-in-use.ts'
import { RULES_CHANGES, type SetupChoice, setupChanges } from '../../config/setup/setup-choice.ts'
import { EXIT_CODES, exitCodeFor } from '../../kernel/error-codes.ts'
import { visibleLine } from '../../kernel/visible-text.ts'
import { formatDuration } from '../../view/format.ts'
import type { ModelTest } from '../../view/model-rows.ts'
import { askLine } from '../ask-line.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import { configWith } from '../models/named-model.ts'
import { publicJson } from '../public-json.ts'
import { shellQuoted } from '../same-command.ts'
import { askChoice } from '../setup/ask-choice.ts'
import { choiceFromFlags } from '../setup/choice-from-flags.ts'
import { choiceWithoutAsking } from '../setup/choice-without-asking.ts'
import { saveChoice } from '../setup/save-choice.ts'
import { endpointFor } from '../setup/setup-choice.ts'

/** `claw setup`: provider, model and key by questions or by flags; tried, saved, and read back. */
export async function run(context: CommandContext): Promise<CommandOutcome> {
  const flags = await choiceFromFlags(context)
  const tools = await (await context.module()).modelTools(context.config())
  const choice = asks(context) ? await askChoice(context, flags, tools) : await choiceWithoutAsking(context, flags, tools)
  if (choice === undefined) return { text: 'Nothing was saved.', result: null, exit: EXIT_CODES.interrupted }
  if (choice === 'rules') return saveRules(context)
  const test = await tried(context, choice, tools)
  if (!test.ok && !(await savesAllTheSame(context))) return notSaved(choice, test)
  return save(context, choice, test)
}

function asks({ interactive, input }: CommandContext): boolean {
  return interactive && input.options['yes'] !== true
}

async function tried(context: CommandContext, choice: SetupChoice, tools: ModelTools): Promise<ModelTest> {
  const { host, input } = context
  const tell = (line: string): void => (input.output === 'text' ? host.out.note(line) : undefined)
  const endpoint = endpointFor(context, choice)
  tell(`test      ${choice.provider} ${visibleLine(choice.model)}${placeText(endpoint)}${keyText(context, choice)}`)
  const test = await tools.test(endpoint, { call: input.options['call'] === true, signal: new AbortController().signal })
  const free = 'by its list of models, since a call would cost: claw models test makes some'
  const how = test.ok ? `, ${test.how === 'call' ? 'by a small call' : free}` : ''
  tell(`${test.ok ? 'ok    ' : 'failed'}    ${visibleLine(test.detail)} (${formatDuration(test.duration_ms)}${how})`)
  return test
}

function placeText({ baseUrl }: ModelEndpoint): string {
  return baseUrl === null ? '' : ` at ${baseUrl}`
}

function keyText(context: CommandContext, { provider, newKey }: SetupChoice): string {
  if (newKey !== undefined) return ' with the new key'
  const { apiKeyName } = configWith(context, { provider, model: undefined })
  return apiKeyName === null ? ' without a key' : ` with ${apiKeyName}`
}

async function savesAllTheSame(context: CommandContext): Promise<boolean> {
  if (context.input.options['save-anyway'] === true) return true
  if (!asks(context)) return false
  return (await askLine(context, 'Save it all the same? Type yes, or Enter for no', 'no')) === 'yes'
}

function notSaved(choice: SetupChoice, test: ModelTest): CommandOutcome {
  const { code, message } = test.error ?? { code: 'MODEL_UNAVAILABLE', message: test.detail }
  const again = commandFor(choice)
  const fix = code === 'MODEL_KEY_REJECTED' ? `${again} with another key` : `${again} --save-anyway`
  const error = { code, message: `Nothing was saved, since the test failed: ${message}`, fix }
  return { result: { saved: null, test: publicJson(test) }, exit: exitCodeFor(code), error }
}

function commandFor({ provider, model, baseUrl }: SetupChoice): string {
  const address = baseUrl === undefined ? [] : ['--base-url', baseUrl ?? 'own']
  return ['claw setup', '--provider', provider, '--model', shellQuoted(model), ...address].join(' ')
}

async function save(context: CommandContext, choice: SetupChoice, test: ModelTest): Promise<CommandOutcome> {
  const { provider, model, baseUrl } = choice
  const { settings, key } = setupChanges(choice)
  const { path, secretsPath } = await saveChoice(context, settings, key)
  const engine = engineInUse(context.config(), {
    provider,
    model,
    ...(baseUrl === undefined ? {} : { baseUrl }),
    ...(key && { keyName: key.name }),
  })
  const saved = [`saved     ${path}`, ...(secretsPath === null ? [] : [`          ${secretsPath} (the key, for you alone)`])]
  return {
    text: [...saved, ...engineText(engine), 'Try it: claw run "What can you do?"'].join('\n'),
    result: {
      saved: {
        provider,
        model,
        base_url: baseUrl ?? null,
        key: key?.name ?? null,
        files: [path, ...(secretsPath === null ? [] : [secretsPath])],
      },
      test: publicJson(test),
      ...(publicJson(engine) as object),
    },
  }
}

async function saveRules(context: CommandContext): Promise<CommandOutcome> {
  const { path } = await saveChoice(context, RULES_CHANGES)
  const engine = engineInUse(context.config(), { provider: 'rules', model: null })
  return {
    text: [`saved     ${path}`, ...engineText(engine), `Keys stay where they are. Back: claw models use ${MODEL_PROVIDERS.join('|')}`].join(
      '\n',
    ),
    result: {
      saved: { provider: 'rules', model: null, base_url: null, key: null, files: [path] },
      test: null,
      ...(publicJson(engine) as object),
    },
  }
}
