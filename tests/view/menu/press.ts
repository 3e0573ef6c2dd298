import type { Destination } from '../../../src/view/menu/destination.ts'
import { charKey } from '../../../src/view/menu/key.ts'
import type { MenuMessage } from '../../../src/view/menu/menu-state.ts'

export type OpenedAt = Destination

/** Keys by their names, one message each. */
export function press(...names: readonly string[]): MenuMessage[] {
  return names.map((name) => ({ type: 'key', key: [...name].length === 1 ? charKey(name) : { name, text: '' } }))
}
