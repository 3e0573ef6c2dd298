/** Every screen that can be opened, and what it needs to know. */
export type Destination =
  | { readonly to: 'home' }
  | { readonly to: 'doctor' }
  /** With an agent: as it may use them. */
  | { readonly to: 'tools'; readonly agent_id?: string | null }
  | { readonly to: 'tool'; readonly name: string; readonly agent_id: string | null }
  | { readonly to: 'approvals' }
  | { readonly to: 'approval'; readonly approval_id: string }

export type PlaceName = Destination['to']
