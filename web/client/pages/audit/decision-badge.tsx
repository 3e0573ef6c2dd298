import { own } from '../../../../src/kernel/json.ts'
import type { Meaning } from '../../../../src/view/menu/span.ts'
import { visibleLine } from '../../../../src/view/shown-text.ts'
import { Badge } from '../../kit/show/badge.tsx'

const TONES: Readonly<Record<string, Meaning>> = {
  allow: 'good',
  approved: 'good',
  deny: 'bad',
  denied: 'bad',
  expired: 'warn',
  ask: 'warn',
  noted: 'dim',
}

/** What was decided, as a word; nothing for what was only done. */
export function DecisionBadge({ decision }: { readonly decision: string | null }) {
  if (decision === null) return null
  return <Badge tone={own(TONES, decision) ?? 'plain'}>{visibleLine(decision)}</Badge>
}
