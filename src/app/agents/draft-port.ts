import type { AgentProfile } from '../../capsules/agent-profile.ts'
import type { Template } from '../../capsules/program-template.ts'

export type { Template }

/** An agent that a person is about to make. */
export interface AgentDraft extends Omit<AgentProfile, 'tools' | 'role_text'> {
  /** Checked with the rest: a person may type anything. */
  readonly tools: readonly string[]
  /** Empty: made from the description. */
  readonly role_text: string
  /** The program that it begins with; null: the builtin one. */
  readonly template: Template | null
  /** Who proposed it; null: the person. */
  readonly proposed_by: string | null
}

export interface CheckedDraft {
  /** Why it would not be made: `name: ...`, `tools: ...`. Empty: nothing. */
  readonly problems: readonly string[]
  /** The agent, not a shipped one, that such work would go to anyway. */
  readonly twin: string | null
  /** What is worth knowing before it is made. */
  readonly notes: readonly string[]
  readonly agent_id: string
  readonly folder: string
  /** What the folder would hold. */
  readonly files: readonly { readonly name: string; readonly text: string }[]
}

export interface MadeAgent {
  readonly agent_id: string
  readonly folder: string
  readonly files: readonly string[]
  readonly tools: readonly string[]
}

export interface TaughtAgent {
  readonly agent_id: string
  readonly example: string
  /** Where the example is kept; `known`: it had it. */
  readonly kept: 'manifest' | 'registry' | 'known'
}

/** Agents that a person makes. */
export interface AgentDraftFunctions {
  /** For a task: by the model when there is one, else from the skill catalog. Throws NO_MODEL (nothing fits), MODEL_*. */
  proposeAgent(task: string, signal: AbortSignal): Promise<AgentDraft>
  /** What the programs of the templates do: works without a change. */
  templateDraft(template: Template): AgentDraft
  checkDraft(draft: AgentDraft): Promise<CheckedDraft>
  /** The tools and skills that there are. */
  draftChoices(): { readonly tools: readonly string[]; readonly skills: readonly { readonly id: string; readonly description: string }[] }
  /** Throws USAGE (problems), STATE_UNWRITABLE. Trusted from then on: the person made it. */
  makeAgent(draft: AgentDraft): Promise<MadeAgent>
  /** One more task that the agent is for, in place of an agent that would do the same. Throws NOT_FOUND. */
  teachAgent(agent_id: string, task: string): Promise<TaughtAgent>
}
