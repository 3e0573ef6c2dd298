import { join } from 'node:path'
import type { Config } from '../../config/config.ts'
import { tryParseJson } from '../../kernel/json.ts'
import { readPrivateFile, writePrivateFile } from '../../kernel/private-file.ts'
import { createRedactor } from '../../kernel/redact.ts'
import { withoutControls } from '../../kernel/without-controls.ts'

const KEPT = 200
const MAX_TASK = 10_000
const MAX_BYTES = 4_000_000

type Place = Pick<Config, 'stateDir' | 'secrets'>

/** The tasks that were written at home in this workspace, newest first; of a file that cannot be trusted, none. */
export function readHistory({ stateDir }: Place): string[] {
  const read = readPrivateFile(fileIn(stateDir), { maxBytes: MAX_BYTES, othersMayNot: 0o077 })
  const parsed = read.state === 'text' ? tryParseJson(read.text) : undefined
  const list = parsed?.ok === true && Array.isArray(parsed.value) ? parsed.value : []
  return list.filter((one) => typeof one === 'string').map((one) => withoutControls(one).text)
}

/** Keeps a task, without anything in it that is a secret or looks like a key. Gives it as it is kept. */
export function addToHistory(place: Place, task: string): string {
  const kept = createRedactor(place.secrets).text(task)
  if (kept.trim() === '' || kept.length > MAX_TASK) return ''
  const all = [kept, ...readHistory(place).filter((one) => one !== kept)].slice(0, KEPT)
  writePrivateFile(fileIn(place.stateDir), JSON.stringify(all))
  return kept
}

function fileIn(stateDir: string): string {
  return join(stateDir, 'menu-history.json')
}
