/** An agent that a person is about to make. */
export interface AgentDraftRow {
  readonly name: string
  readonly description: string
  readonly tags: readonly string[]
  readonly tools: readonly string[]
  readonly skill_ids: readonly string[]
  readonly examples: readonly string[]
  /** Empty: made from the description. */
  readonly role_text: string
  readonly template: 'python' | 'node' | null
  readonly proposed_by: string | null
}

export interface CheckedDraftRow {
  /** `field: problem`. */
  readonly problems: readonly string[]
  /** The agent that such work would go to anyway. */
  readonly twin: string | null
  readonly notes: readonly string[]
  readonly agent_id: string
  readonly folder: string
  readonly files: readonly { readonly name: string; readonly text: string }[]
}

/** The tools and skills that there are. */
export interface DraftChoices {
  readonly tools: readonly string[]
  readonly skills: readonly { readonly id: string; readonly description: string }[]
}

/** What a new agent begins with, before anybody has said a word about it. */
export const EMPTY_DRAFT = {
  name: '',
  description: '',
  tags: [] as string[],
  tools: [] as string[],
  skill_ids: [] as string[],
  examples: [] as string[],
  role_text: '',
  template: null,
  proposed_by: null,
} satisfies AgentDraftRow
