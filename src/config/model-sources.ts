import type { Config } from './config.ts'
import type { ResolvedSettings } from './resolve-settings.ts'
import { SETTINGS } from './settings.ts'

/** Every place that says something about provider, model, key or address: which one counts, and why the others do not. */
export function modelSources(settings: ResolvedSettings): Config['modelSources'] {
  return SETTINGS.filter(({ group, name }) => group === 'model' && SAYS_WHICH.test(name)).flatMap(({ name, type }) => {
    const { source, passedOver } = settings.of(name)
    const shown = (text: string | undefined): string => (type.kind === 'secret' ? '(set, hidden)' : (text ?? '').trim())
    const row = (one: { origin: Config['modelSources'][number]['origin']; where: string; values: Readonly<Record<string, string>> }) => ({
      name,
      origin: one.origin,
      where: one.where,
      value: shown(one.values[name]),
    })
    return [
      ...(source === undefined ? [] : [{ ...row(source), ignored: null }]),
      ...passedOver.map((one) => ({ ...row(one.source), ignored: one.reason })),
    ]
  })
}

const SAYS_WHICH = /^CLOSED_CLAW_LLM_(?:PROVIDER|MODEL|FALLBACK)$|_API_KEY$|_BASE_URL$|^OLLAMA_HOST$/
