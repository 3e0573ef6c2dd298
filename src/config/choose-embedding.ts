import { existsSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { ClawError } from '../kernel/claw-error.ts'
import type { Config, EmbeddingChoice } from './config.ts'
import { foreignHost } from './foreign-host.ts'
import { isInside, resolvePath } from './resolve-path.ts'
import type { ResolvedSettings } from './resolve-settings.ts'

const STATIC = 'static'
const STATIC_DIM = 256
const HUB_DEFAULT = 'all-MiniLM-L6-v2'
const HUB_OWNER = 'Xenova'
const OPENAI_PREFIX = 'openai:'
const OPENAI_MODEL = /^text-embedding-[\w.-]+$/
const HUB_NAME = /^(?:[\w.-]+\/)?[\w.-]+$/

const MODEL = 'CLOSED_CLAW_EMBEDDING_MODEL'
const DIM = 'CLOSED_CLAW_EMBEDDING_DIM'
const ENABLE = 'CLOSED_CLAW_ENABLE_SENTENCE_TRANSFORMERS'

export interface EmbeddingPlace {
  readonly workspace: string
  readonly home: string
  readonly userCacheDir: string
  readonly provider: Pick<Config, 'apiKey' | 'baseUrl' | 'provider'>
}

/** `static`, a transformers model (a folder, or a name on the hub) or an embeddings API. Throws CONFIG_INVALID for a contradiction. */
export function chooseEmbedding(settings: ResolvedSettings, place: EmbeddingPlace): EmbeddingChoice {
  const choice = choose(settings, place)
  const dim = settings.isSet(DIM) ? settings.number(DIM) : null
  if (choice.kind === 'static' && dim !== null && dim !== STATIC_DIM)
    throw refusal(DIM, `${dim} contradicts the embedder: static has ${STATIC_DIM} dimensions`, settings)
  return { ...choice, dim }
}

/** Settings of the embedder that another one makes pointless, and where texts go that the workspace sends somewhere. */
export function embeddingNotes(settings: ResolvedSettings, choice: EmbeddingChoice): string[] {
  if (choice.kind === 'openai') return foreignEmbedder(settings, choice.baseUrl)
  const model = settings.text(MODEL) ?? STATIC
  if (!isSwitchedOff(settings) || model === STATIC) return []
  return [`${MODEL}=${model} has no effect: ${ENABLE} is false.`]
}

// A cloned repository may bring both: what is embedded then goes to where it says.
function foreignEmbedder(settings: ResolvedSettings, baseUrl: string | null): string[] {
  const named = [MODEL, 'OPENAI_BASE_URL'].filter((name) => settings.of(name).origin === '.env')
  const host = baseUrl === null ? 'OpenAI' : foreignHost(baseUrl)
  if (named.length === 0 || host === undefined) return []
  return [`Tasks, memories and descriptions of agents go to ${host} to be embedded: ${named.join(' and ')} in the .env of this workspace.`]
}

function choose(settings: ResolvedSettings, place: EmbeddingPlace): EmbeddingChoice {
  const named = settings.isSet(MODEL) ? (settings.text(MODEL) ?? STATIC) : undefined
  const wanted = settings.isSet(ENABLE) && settings.boolean(ENABLE)
  const openai = openAiModel(named ?? '')
  if (wanted && (named === STATIC || openai !== undefined))
    throw refusal(ENABLE, `true asks for the transformers embedder, and ${MODEL}=${named} for another one`, settings)
  if (openai !== undefined) return openAiChoice(openai, settings, place)
  if (named === STATIC || isSwitchedOff(settings) || (named === undefined && !wanted)) return { kind: 'static', dim: null }
  return transformersChoice(named ?? HUB_DEFAULT, settings, place)
}

function isSwitchedOff(settings: ResolvedSettings): boolean {
  return settings.isSet(ENABLE) && !settings.boolean(ENABLE)
}

function openAiModel(name: string): string | undefined {
  if (name.startsWith(OPENAI_PREFIX)) return name.slice(OPENAI_PREFIX.length)
  return OPENAI_MODEL.test(name) ? name : undefined
}

function openAiChoice(model: string, settings: ResolvedSettings, { provider }: EmbeddingPlace): EmbeddingChoice {
  const baseUrl = settings.text('OPENAI_BASE_URL') ?? null
  const key = settings.text('OPENAI_API_KEY') ?? (provider.provider === 'openai' ? provider.apiKey : null)
  if (model === '') throw refusal(MODEL, `${OPENAI_PREFIX} names no model, for example ${OPENAI_PREFIX}text-embedding-3-small`, settings)
  return { kind: 'openai', model, apiKey: key, baseUrl, dim: null }
}

function transformersChoice(name: string, settings: ResolvedSettings, place: EmbeddingPlace): EmbeddingChoice {
  const cacheDir = join(place.userCacheDir, 'models')
  const path = resolvePath(name, place)
  if (isFolder(path)) {
    requireOwnFolder(name, settings, place)
    return { kind: 'transformers', source: 'folder', name: basename(path), path, cacheDir, dim: null }
  }
  if (/^[.~/]|\\/.test(name)) throw refusal(MODEL, `there is no folder ${path}`, settings)
  if (!HUB_NAME.test(name)) throw refusal(MODEL, `${name} is neither a folder nor a name on the hub`, settings)
  return { kind: 'transformers', source: 'hub', name: name.includes('/') ? name : `${HUB_OWNER}/${name}`, path: null, cacheDir, dim: null }
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory()
}

// A model file is read by native code: one that a cloned repository brings along, and names in its own .env, is not.
function requireOwnFolder(name: string, settings: ResolvedSettings, place: EmbeddingPlace): void {
  if (settings.of(MODEL).origin === '.env' && isInside(name, place))
    throw refusal(MODEL, `the .env of a workspace may not name a model inside of the workspace`, settings)
}

function refusal(name: string, reason: string, settings: ResolvedSettings): ClawError {
  const where = settings.of(name).source?.where ?? 'default'
  const fix = where === 'environment' ? `unset ${name}` : `Remove ${name} from ${where}.`
  return new ClawError('CONFIG_INVALID', `${name}: ${reason}.`, { fix, where })
}
