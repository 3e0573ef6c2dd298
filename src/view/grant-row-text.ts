import { visibleLine } from '../kernel/visible-text.ts'
import { formatAge, formatDuration } from './format.ts'
import { grantText } from './grant-text.ts'
import type { GrantRow } from './rows.ts'

export function allowsText({ match, why, sandboxed }: Pick<GrantRow, 'match' | 'why' | 'sandboxed'>): string {
  const what = match.by === 'arguments' ? `exactly ${visibleLine(why)}` : grantText(match).covers
  return `${what}${sandboxed ? ' (in the sandbox)' : ''}`
}

export function expiryText({ expires_at, live }: Pick<GrantRow, 'expires_at' | 'live'>, now: number): string {
  if (expires_at === null) return 'never'
  return live ? `in ${formatDuration(Math.max(0, expires_at - now))}` : 'expired'
}

export function usesText({ uses, last_used_at }: Pick<GrantRow, 'uses' | 'last_used_at'>, now: number): string {
  if (uses === null) return '-'
  return last_used_at === null ? 'never' : `${uses}x, ${formatAge(last_used_at, now)}`
}
