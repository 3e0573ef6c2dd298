/** How two cursors of the feed stand to each other: `other` when they are of different registries or no cursors. */
export function comparePlaces(one: string, two: string): 'same' | 'before' | 'after' | 'other' {
  if (one === two) return 'same'
  const [a, b] = [numbers(one), numbers(two)]
  if (a === undefined || b === undefined) return 'other'
  if (a.audit === b.audit && a.mark !== b.mark) return 'other'
  if (a.event <= b.event && a.audit <= b.audit) return 'before'
  return a.event >= b.event && a.audit >= b.audit ? 'after' : 'other'
}

function numbers(cursor: string): { event: number; audit: number; mark: string } | undefined {
  const [event, audit, mark] = cursor.split('-')
  return mark === undefined ? undefined : { event: Number(event), audit: Number(audit), mark }
}
