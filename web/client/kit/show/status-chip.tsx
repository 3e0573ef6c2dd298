import type { StateLook } from '../../../../src/view/trace/state-look.ts'
import type { IconName } from '../icon-paths.ts'
import { Badge } from './badge.tsx'

const MARK_ICONS: Readonly<Record<string, IconName>> = {
  '·': 'pending',
  '●': 'dot',
  '?': 'question',
  '!': 'bang',
  '✓': 'check',
  '✗': 'close',
  '~': 'tilde',
  '■': 'stop',
  '-': 'minus',
}

/**
 * How something stands, by a word and a mark as well as by a colour. The looks are those of the terminal:
 * `runLook(run)`, `RUN_LOOKS[status]`, `SUBTASK_LOOKS[status]` (src/view/run-look.ts), `STATE_LOOKS[state]` (src/view/trace/state-look.ts).
 */
export function StatusChip({ look: { mark, word, as } }: { readonly look: StateLook }) {
  const icon = MARK_ICONS[mark]
  return icon === undefined ? (
    <Badge tone={as}>{`${mark} ${word}`}</Badge>
  ) : (
    <Badge tone={as} icon={word === 'running' ? 'refresh' : icon} spins={word === 'running'}>
      {word}
    </Badge>
  )
}
