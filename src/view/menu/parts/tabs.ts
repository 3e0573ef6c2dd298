import type { KeyRow } from '../key-row.ts'
import { lineWidth } from '../line-width.ts'
import type { ScreenMessage } from '../screen.ts'
import { type Line, line, span } from '../span.ts'

/** Going through the parts of a screen, one of which is seen. */
export const TAB_KEYS: readonly KeyRow[] = [
  { action: 'tab.next', keys: ['tab', 'right'], label: 'next part', help: 'The next part of this screen.' },
  { action: 'tab.before', keys: ['shift+tab', 'left'], label: 'part before', help: 'The part of this screen before.', quiet: true },
]

/** The part that is seen after a message that is meant for them; undefined when it is not. */
export function reduceTabs<Name extends string>(names: readonly Name[], chosen: Name, message: ScreenMessage<unknown>): Name | undefined {
  if (message.type !== 'action') return undefined
  const by = message.action === 'tab.next' ? 1 : message.action === 'tab.before' ? -1 : 0
  return by === 0 ? undefined : names[(names.indexOf(chosen) + by + names.length) % names.length]
}

/** All names with the chosen one in brackets; where they have no room, it alone and which of how many it is. */
export function tabsLine(names: readonly string[], chosen: string, columns: number): Line {
  const all = names.map((name) => (name === chosen ? span(`[${name}] `, 'strong') : span(` ${name}  `, 'dim')))
  if (lineWidth(all) <= columns) return all
  return line(span(`[${chosen}]`, 'strong'), span(` ${names.indexOf(chosen) + 1} of ${names.length}`, 'dim'))
}
