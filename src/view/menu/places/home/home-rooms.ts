import { type NamedPlace, placeOf } from '../../destination-named.ts'
import type { HomeCounts } from './home-io.ts'

/** How a place stands in the list at home. */
export interface Room {
  readonly name: string
  readonly what: string
  /** What there is of it now, in words; empty: nothing to speak of. */
  readonly count?: (counts: HomeCounts) => string
}

/** In the order in which they stand there. */
const ROOM_OF: Readonly<Record<NamedPlace, Room>> = {
  runs: {
    name: 'Runs',
    what: 'what was done, and what is under way',
    count: ({ runs, running }) => (running === 0 ? String(runs) : `${runs}, ${running} running`),
  },
  approvals: {
    name: 'Approvals',
    what: 'what waits for your word',
    count: ({ approvals_pending }) => (approvals_pending === 0 ? '' : `${approvals_pending} waiting`),
  },
  agents: { name: 'Agents', what: 'who does the work', count: ({ agents }) => String(agents) },
  skills: { name: 'Skills', what: 'what agents are taught' },
  tools: { name: 'Tools', what: 'what agents may use, and what the policy says to it' },
  grants: { name: 'Grants', what: 'what was allowed for longer than its run' },
  audit: { name: 'Audit', what: 'who did what, and why' },
  doctor: { name: 'Doctor', what: 'is everything well' },
  web: { name: 'Dashboard', what: 'the same in a browser of this machine' },
}

export const ROOMS = Object.entries(ROOM_OF).map(([place, room]) => ({ ...room, destination: placeOf(place as NamedPlace) }))
