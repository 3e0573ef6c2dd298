import type { Config } from '../../config/config.ts'
import { missingKey } from '../../config/require-usable-provider.ts'
import { endpointOf } from '../../config/setup/endpoint-of.ts'
import { EXIT_CODES } from '../../kernel/error-codes.ts'
import type { ErrorDocument } from '../../protocol/run.ts'
import type { LocalServerRow, ModelRow } from '../../view/model-rows.ts'
import { localServersText, modelsTable } from '../../view/models-text.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import { publicJson } from '../public-json.ts'
import { configWith, namedModel } from './named-model.ts'

interface Listed {
  readonly rows: readonly ModelRow[]
  readonly error: ErrorDocument | undefined
}

/** `claw models list [--provider NAME]`: the models of the provider, and the servers of this machine. */
export async function listAllModels(context: CommandContext): Promise<CommandOutcome> {
  const wanted = context.input.options['provider']
  const present = context.config()
  const config = typeof wanted === 'string' ? configWith(context, namedModel(wanted, 'claw models list --provider')) : present
  const tools = await (await context.module()).modelTools(config)
  const [listed, servers] = await Promise.all([listOf(config, present, tools), tools.localServers(config)])
  const texts = [providerText(config, listed, context), localText(servers, present)]
  return {
    text: texts.filter((text) => text !== '').join('\n\n'),
    result: {
      provider: config.provider,
      model: config.model,
      base_url: config.baseUrl,
      models: publicJson(listed?.rows ?? []),
      local_servers: publicJson(servers),
    },
    ...(listed?.error === undefined ? {} : { exit: EXIT_CODES.model, error: listed.error }),
  }
}

type Tools = Awaited<ReturnType<Awaited<ReturnType<CommandContext['module']>>['modelTools']>>

async function listOf(config: Config, present: Config, tools: Tools): Promise<Listed | undefined> {
  if (config.provider === 'rules') return undefined
  const missing = missingKey({ ...config, fallback: null })
  if (missing !== undefined) return { rows: [], error: { code: 'NO_MODEL', ...missing } }
  const endpoint = endpointOf(config)
  const { listing, rows } = await tools.describe(endpoint, new AbortController().signal)
  const mine = config.provider === present.provider
  if (listing.state === 'ok') return { rows: rows.map((row) => ({ ...row, in_use: mine && row.in_use })), error: undefined }
  const code = listing.state === 'key_rejected' ? 'MODEL_KEY_REJECTED' : 'MODEL_UNAVAILABLE'
  const fix = code === 'MODEL_KEY_REJECTED' ? `claw setup --provider ${config.provider}` : 'claw models why'
  return { rows, error: { code, message: listing.detail, fix } }
}

function providerText(config: Config, listed: Listed | undefined, context: CommandContext): string {
  if (listed === undefined) return `The engine is rules: ${config.providerReason}.`
  if (listed.error !== undefined) return ''
  const head = `${config.provider}${config.baseUrl === null ? '' : ` at ${config.baseUrl}`}`
  return `${head}\n${modelsTable(listed.rows, context.list)}\nUse one: claw models use ${config.provider}:MODEL`
}

function localText(servers: readonly LocalServerRow[], { baseUrl }: Config): string {
  return servers.length === 0 ? '' : `On this machine:\n${localServersText(servers, baseUrl)}`
}
