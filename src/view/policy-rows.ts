import type { Json, JsonObject } from '../kernel/json.ts'

export type RuleDecision = 'allow' | 'ask' | 'deny'

/** One rule, wherever it comes from. */
export interface PolicyRuleRow {
  readonly id: string
  readonly decision: RuleDecision
  readonly origin: 'user file' | 'workspace file' | 'standing' | 'preset'
  readonly file: string | null
  /** What it speaks of: the conditions of a file's rule, or words. */
  readonly when: JsonObject | string
  readonly reason: string
  /** A workspace's file may only narrow: its allow rules do not count. */
  readonly counts: boolean
}

export interface PolicyFileRow {
  readonly origin: 'user file' | 'workspace file'
  readonly path: string
  readonly exists: boolean
  readonly rules: number
  /** Examples of rules that were checked, all of which hold. */
  readonly examples: number
}

export interface PolicyRow {
  readonly preset: string
  readonly order: readonly string[]
  readonly files: readonly PolicyFileRow[]
  readonly rules: readonly PolicyRuleRow[]
}

export interface VerdictStep {
  readonly rule: string
  readonly origin: string
  readonly decision: RuleDecision
  readonly reason: string
}

/** What would become of a tool call, and why. */
export interface ToolVerdict {
  readonly tool: string
  /** null: a person at the terminal. */
  readonly agent_id: string | null
  readonly decision: RuleDecision
  readonly rule: string
  /** preset, standing, grant, executor, or the file of the rule. */
  readonly origin: string
  readonly reason: string
  readonly effect: string | null
  readonly sandbox: string
  /** Canonical, as every step after this one sees them. */
  readonly args: Json
  readonly args_hash: string
  readonly touches: {
    readonly paths: readonly { readonly path: string; readonly access: string }[]
    readonly host: string | null
    readonly method: string | null
    readonly commands: readonly string[]
  }
  readonly steps: readonly VerdictStep[]
}

export interface ToolRequest {
  readonly tool: string
  readonly args: JsonObject
  /** The call is judged as one of this agent. */
  readonly agent_id?: string
}

export interface ToolCallRow {
  readonly verdict: ToolVerdict
  readonly ok: boolean
  readonly result: Json
  readonly error: { readonly code: string; readonly message: string } | null
  /** null: nothing was carried out. */
  readonly duration_ms: number | null
}

export interface RuleChange {
  readonly rule: JsonObject
  readonly file: string
  /** What the whole policy says, after the change, about examples of the rule. */
  readonly tried: readonly {
    readonly example: JsonObject
    readonly matches: boolean
    readonly decision: RuleDecision
    readonly rule: string
  }[]
}
