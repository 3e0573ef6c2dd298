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
  settings: { name: 'Settings', what: 'values with where they come from' },
  setup: { name: 'Setup', what: 'connect a language model' },
  memory: { name: 'Memory', what: 'what agents remember, and from where' },
  models: { name: 'Models', what: 'what the provider offers, and why this one' },
  secrets: { name: 'Secrets', what: 'names of keys, and whom they go to' },
  policy: { name: 'Policy', what: 'what is allowed, asked about and denied' },
  web: { name: 'Dashboard', what: 'the same in a browser of this machine' },
  doctor: { name: 'Doctor', what: 'is everything well' },
}

export const ROOMS = Object.entries(ROOM_OF).map(([place, room]) => ({ ...room, destination: placeOf(place as NamedPlace) }))
