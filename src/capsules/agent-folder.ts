import type { Manifest } from '../protocol/manifest.ts'

/** An agent as its folder says: the truth, of which the registry is an index. */
export interface AgentFolder {
  readonly agent_id: string
  readonly folder: string
  readonly source: 'configured' | 'workspace_state' | 'workspace' | 'shipped'
  readonly manifest: Manifest
  /** skill.md: role, decision rules, output format. */
  readonly skillText: string
  /** SHA-256 over manifest and skill.md. */
  readonly digest: string
}

export interface BrokenAgent {
  readonly agent_id: string
  readonly folder: string
  readonly source: AgentFolder['source']
  readonly problem: string
}

export interface ScannedAgents {
  readonly agents: readonly AgentFolder[]
  readonly broken: readonly BrokenAgent[]
  /** Folders of an id that an earlier directory holds already. */
  readonly shadowed: readonly { readonly agent_id: string; readonly folder: string; readonly by: string }[]
}

/** A shared SKILL.md module (Agent Skills format). */
export interface Skill {
  readonly skill_id: string
  readonly folder: string
  readonly name: string
  readonly description: string
  readonly body: string
  /** `allowed-tools` of the front matter: the tools that the skill is about. */
  readonly tools: readonly string[]
  /** Path of recipes.yaml when there is one. */
  readonly recipesPath: string | null
}
