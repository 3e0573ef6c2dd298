import type { AgentUseRow } from '../view/agent-record-rows.ts'
import type { ChangePreview } from '../view/change-preview.ts'
import type { AgentDetail, AgentRow, ToolRow } from '../view/rows.ts'

/** Looking at agents and tools, and what a person decides about an agent or a skill as a whole. */
export interface AgentFunctions {
  /** Broken agents are in the list, with their reason. */
  listAgents(options: { readonly limit: number }): Promise<AgentRow[]>
  getAgent(agent_id: string, options: { readonly include_embedding: boolean }): Promise<AgentDetail>
  /** Whether it is given work; holds whatever becomes of its folder. `changed` false: it was so before. Throws NOT_FOUND. */
  setAgentEnabled(agent_id: string, enabled: boolean): Promise<{ readonly changed: boolean }>
  /** Its uses that are kept, newest first. Throws NOT_FOUND. */
  agentUses(agent_id: string): Promise<AgentUseRow[]>
  /**
   * Takes the agent or skill as it is now: its digest becomes the pinned one. `seen` is the digest that the person has looked at. Throws NOT_FOUND,
   * AGENT_SHIPPED, AGENT_CHANGED (it is no longer `seen`).
   */
  acceptAgent(agent_id: string, seen?: string): Promise<Accepted>
  acceptSkill(skill_id: string, seen?: string): Promise<Accepted>
  /** What changed in it since it was pinned, file by file. */
  pinChanges(kind: 'agent' | 'skill', id: string): Promise<ChangePreview[]>
  /** Brings the manifests of older capsules up to the present runtime; only tells what it would do unless `apply`. */
  rewriteEntrypoints(options: { readonly apply: boolean }): Promise<EntrypointChange[]>
  /** All core tools; with an agent, `allowed` says what it may use. */
  listTools(agent_id?: string): Promise<ToolRow[]>
}

export interface Accepted {
  readonly id: string
  readonly folder: string
  readonly digest: string
  /** What had changed since it was pinned. */
  readonly what: readonly string[]
}

export interface EntrypointChange {
  readonly agent_id: string
  readonly folder: string
  /** What is (or would be) changed, in words. */
  readonly change: string
  readonly applied: boolean
}
