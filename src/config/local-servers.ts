import { ClawError } from '../kernel/claw-error.ts'
import { visibleLine } from '../kernel/visible-text.ts'
import type { Config } from './config.ts'
import { ollamaAddress } from './ollama-address.ts'
import type { ResolvedSettings } from './resolve-settings.ts'

const LOCAL = 'CLOSED_CLAW_LOCAL_SERVERS'

/** Where model servers of this machine are looked for; Ollama where OLLAMA_HOST says, unless the setting says otherwise. Throws CONFIG_INVALID. */
export function localServers(settings: ResolvedSettings): Config['localServers'] {
  const items = settings.list(LOCAL)
  if (items.length === 1 && items[0] === 'none') return []
  const ollamaPort = settings.isSet(LOCAL) ? '' : new URL(ollamaAddress(settings.text('OLLAMA_HOST')) ?? 'http://127.0.0.1').port
  return items.map((item) => {
    const { name, port } = parsed(item, settings)
    return { name, port: name === 'ollama' && ollamaPort !== '' ? Number(ollamaPort) : port }
  })
}

function parsed(item: string, settings: ResolvedSettings): Config['localServers'][number] {
  const [, name = '', digits = ''] = /^([\w.-]{1,40}):(\d{1,5})$/.exec(item) ?? []
  const port = Number(digits)
  if (name !== '' && port >= 1 && port <= 65_535) return { name, port }
  const where = settings.of(LOCAL).source?.where ?? 'default'
  const shown = visibleLine(item.slice(0, 60))
  throw new ClawError('CONFIG_INVALID', `${LOCAL}: '${shown}' is not NAME:PORT (ollama:11434, lmstudio:1234; or none).`, {
    fix: where === 'environment' ? `unset ${LOCAL}` : `Change or remove ${LOCAL} in ${where}.`,
    where,
  })
}
