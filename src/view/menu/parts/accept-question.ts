import { pinText } from '../../agent-text.ts'
import type { PinState } from '../../rows.ts'
import { visibleLine } from '../../shown-text.ts'
import type { Block } from '../screen-view.ts'
import { type Line, line, span } from '../span.ts'
import { confirmBlocks } from './confirm.ts'
import { factLine } from './detail-lines.ts'

/** Whether an agent or a skill is to be taken as it is now, with what has changed since somebody vouched for it. */
export function acceptBlocks({ id, folder, pin }: { readonly id: string; readonly folder: string; readonly pin: PinState }): Block[] {
  const changes: Line[] = pin.what.map((one) => line('  ', span(visibleLine(one), 'strong')))
  return confirmBlocks(`Take ${visibleLine(id)} as it is now?`, [
    factLine('it is', pinText(pin, 'this takes it')),
    ...(changes.length === 0 ? [] : [line('What has changed:'), ...changes]),
    factLine('folder', folder),
    line(span('Its text counts as trusted from then on; a later change is asked about again.', 'dim')),
  ])
}

/** Why there is nothing to take; empty: there is. */
export function acceptRefusal({ state, trust }: PinState): string {
  if (state === 'shipped') return 'it comes with claw and needs no acceptance'
  if (state === 'broken') return 'it cannot be read'
  return state === 'same' && trust !== 'found' ? 'it is as it was accepted' : ''
}
