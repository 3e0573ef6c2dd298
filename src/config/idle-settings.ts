import { ClawError } from '../kernel/claw-error.ts'
import type { ResolvedSettings } from './resolve-settings.ts'
import { SETTINGS } from './settings.ts'

const STATIC_MODEL = 'static'
const STATIC_DIM = 256
/** Said by the choice of the provider, with the engine in use. */
const SAID_ELSEWHERE = ['GEMINI_API_KEY', 'ANTHROPIC_API_KEY']

/** Says which settings have no effect, and refuses (CONFIG_INVALID) those that ask for something that is not in this version. */
export function idleSettings(settings: ResolvedSettings): string[] {
  refuseTransformers(settings)
  refuseWrongDimension(settings)
  const idle = SETTINGS.filter((setting) => setting.withoutEffect !== undefined && settings.isSet(setting.name))
  const notes = idle
    .filter((setting) => !SAID_ELSEWHERE.includes(setting.name))
    .map((setting) => `${setting.name} has no effect: ${setting.withoutEffect}.`)
  const model = settings.text('CLOSED_CLAW_EMBEDDING_MODEL')
  if (model !== STATIC_MODEL) notes.push(`CLOSED_CLAW_EMBEDDING_MODEL=${model} has no effect: this version has the embedder static.`)
  return notes
}

function refuseTransformers(settings: ResolvedSettings): void {
  if (!settings.boolean('CLOSED_CLAW_ENABLE_SENTENCE_TRANSFORMERS')) return
  throw refusal(
    'CLOSED_CLAW_ENABLE_SENTENCE_TRANSFORMERS',
    'true asks for the transformers embedder, which is not connected in this version',
    settings,
  )
}

function refuseWrongDimension(settings: ResolvedSettings): void {
  const dim = settings.number('CLOSED_CLAW_EMBEDDING_DIM')
  if (dim === STATIC_DIM) return
  throw refusal('CLOSED_CLAW_EMBEDDING_DIM', `${dim} contradicts the embedder: static has ${STATIC_DIM} dimensions`, settings)
}

function refusal(name: string, reason: string, settings: ResolvedSettings): ClawError {
  const where = settings.of(name).source?.where ?? 'default'
  const fix = where === 'environment' ? `unset ${name}` : `Remove ${name} from ${where}.`
  return new ClawError('CONFIG_INVALID', `${name}: ${reason}.`, { fix, where })
}
