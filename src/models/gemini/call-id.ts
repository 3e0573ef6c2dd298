import { randomUUID } from 'node:crypto'

const MADE = 'made_'

/** An id for a call that came without one. */
export function makeCallId(): string {
  return MADE + randomUUID()
}

/** Whether an id is one of ours, which the provider never saw. */
export function isMadeId(id: string): boolean {
  return id.startsWith(MADE)
}
