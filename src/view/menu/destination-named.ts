import type { Destination } from './destination.ts'

/** The places that need nothing but their name: those of home (home-rooms.ts) and of the command line (`:runs`). */
const NAMED = {
  runs: { to: 'runs' },
  tools: { to: 'tools' },
  approvals: { to: 'approvals' },
  audit: { to: 'audit' },
  agents: { to: 'agents' },
  skills: { to: 'skills' },
  grants: { to: 'grants' },
  settings: { to: 'settings' },
  setup: { to: 'setup' },
  memory: { to: 'memory' },
  models: { to: 'models' },
  secrets: { to: 'secrets' },
  policy: { to: 'policy' },
  web: { to: 'web' },
  doctor: { to: 'doctor' },
} as const satisfies Record<string, Destination>

export type NamedPlace = keyof typeof NAMED

export function placeNames(): readonly string[] {
  return Object.keys(NAMED)
}

export function placeOf(name: NamedPlace): Destination {
  return NAMED[name]
}

/** The place of that name, or the only one that begins so; `run` with the id, or its beginning. */
export function destinationNamed(word: string): Destination | undefined {
  const [, run_id] = /^run\s+(\S+)$/.exec(word) ?? []
  if (run_id !== undefined) return { to: 'run', run_id }
  const names = Object.entries(NAMED)
  const exact = names.find(([name]) => name === word)
  const begun = names.filter(([name]) => name.startsWith(word))
  return (exact ?? (begun.length === 1 ? begun[0] : undefined))?.[1]
}
