import type { RunDraft } from './places/home/run-draft.ts'

/** Every screen that can be opened, and what it needs to know. */
export type Destination =
  /** `first`: where keys go; the line when absent. `again`: what stands in the line and its options, for a run that is started anew. */
  | { readonly to: 'home'; readonly first?: 'places'; readonly again?: RunDraft }
  /** `filter`: what is typed after `/`, like `status:failed`. */
  | { readonly to: 'runs'; readonly filter?: string }
  /** The id may be a unique beginning of one. */
  | { readonly to: 'run'; readonly run_id: string }
  | { readonly to: 'doctor' }
  | { readonly to: 'web' }
  /** With an agent: as it may use them. */
  | { readonly to: 'tools'; readonly agent_id?: string | null }
  | { readonly to: 'tool'; readonly name: string; readonly agent_id: string | null }
  | { readonly to: 'approvals' }
  | { readonly to: 'approval'; readonly approval_id: string }
  /** `query`: what is typed after `/`, like `run:3d10`. */
  | { readonly to: 'audit'; readonly query?: string }
  | { readonly to: 'audit-record'; readonly n: number }
  | { readonly to: 'settings' }
  | { readonly to: 'setup' }
  | { readonly to: 'models' }
  | { readonly to: 'secrets' }
  | { readonly to: 'policy' }
  | { readonly to: 'memory' }
  | { readonly to: 'agent-memory'; readonly agent_id: string }
  | { readonly to: 'agents' }
  | { readonly to: 'agent'; readonly agent_id: string }
  | { readonly to: 'agent-new' }
  | { readonly to: 'agent-edit'; readonly agent_id: string }
  | { readonly to: 'agent-test'; readonly agent_id: string }
  /** Who would be given a task, or which skills it would bring. */
  | { readonly to: 'why'; readonly about: 'agent' | 'skill'; readonly task: string }
  | { readonly to: 'skills' }
  | { readonly to: 'skill'; readonly skill_id: string }
  /** Of an approval of a plan. */
  | { readonly to: 'plan'; readonly approval_id: string }
  | { readonly to: 'grants' }

export type PlaceName = Destination['to']
