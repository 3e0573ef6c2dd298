import type { Key } from './key.ts'
import type { KeyRow } from './key-row.ts'
import type { ScreenMessage } from './screen.ts'

/** The key behind a message, for parts that answer keys themselves: a row of theirs in the screen's table comes as an action. A paste is a key with its text. */
export function keyOfMessage(message: ScreenMessage<unknown>, rows: readonly KeyRow[]): Key | undefined {
  if (message.type === 'key') return message.key
  if (message.type === 'paste') return { name: 'paste', text: message.text }
  if (message.type !== 'action') return undefined
  const name = rows.find(({ action }) => action === message.action)?.keys[0]
  return name === undefined ? undefined : { name, text: '' }
}
