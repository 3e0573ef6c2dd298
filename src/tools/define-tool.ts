import type * as z from 'zod/mini'
import type { Json, JsonObject } from '../kernel/json.ts'
import type { TouchedPath } from '../policy/policy-call.ts'
import type { PlannedFileChange } from '../protocol/file-change.ts'
import type { ToolEffect, WireError } from '../protocol/messages.ts'

/**
 * What happens to a call whose effect began and whose end was not seen (RELIABILITY 4). `pure`: it runs again. `fs-atomic`: hashes before and
 * after tell. `opaque`: a person decides.
 */
export type Recovery = 'pure' | 'fs-atomic' | 'opaque'

export interface ToolContext {
  readonly run_id: string
  readonly subtask_id: string
  readonly agent_id: string
  /** Absolute real path; relative paths of a call start here. */
  readonly workspace: string
  readonly signal: AbortSignal
  /** Hosts that the person named in the task: they may be read (GET) without asking. */
  readonly named_hosts: readonly string[]
  /** Set for a call that was given secrets: replaces them in a text. For what is cut or followed before the outcome, which is masked anyway. */
  readonly mask?: (text: string) => string
}

/** A verdict that the agent sees: a failure may carry what was seen as well (the output of a command that failed). */
export type ToolOutcome =
  | { readonly ok: true; readonly result: Json }
  | { readonly ok: false; readonly error: WireError; readonly result?: Json }

/** What a tool wants written down before its effect begins. */
export interface PreparedEffect {
  readonly recovery: Recovery
  /** For `fs-atomic`: path, hash before (null when absent), hash after. Anything that `recover` needs. */
  readonly detail: JsonObject
  /** The files that it is about to change, with their before-images kept. */
  readonly changes?: readonly PlannedFileChange[]
}

export type RecoveredEffect =
  | { readonly state: 'done'; readonly outcome: ToolOutcome }
  | { readonly state: 'not_done' }
  | { readonly state: 'unknown' }

export interface ToolDefinition<Input = unknown> {
  readonly name: string
  readonly description: string
  /** Two or three calls that are right, for prompts and `claw tools`. */
  readonly examples: readonly JsonObject[]
  readonly input: z.ZodMiniType<Input>
  /** Alias -> name: common mistakes, normalised before validation. Where both stand, the name wins. */
  readonly aliases: Readonly<Record<string, string>>
  /** Effect of this very call (file_io reads or writes). */
  effect(input: Input): ToolEffect
  /** Canonical form of the arguments (paths resolved, defaults filled): policy, approval and execution see this one. Throws ClawError. */
  canonicalise?(input: Input, context: ToolContext): Input
  /** Files and folders that the canonical arguments name; absent: none. */
  touches?(input: Input, context: ToolContext): readonly TouchedPath[]
  /** The command line that a shell would get. */
  command?(input: Input): string
  /** Absent: pure for reads, opaque for everything else. */
  prepare?(input: Input, context: ToolContext): Promise<PreparedEffect>
  /** Puts values in the place of names of secrets; absent: the tool gets none. Throws for a place where none may stand. */
  fillSecrets?(input: Input, value: (name: string) => string): Input
  run(input: Input, context: ToolContext, prepared: PreparedEffect | undefined): Promise<ToolOutcome>
  /** Only for `fs-atomic`. */
  recover?(input: Input, context: ToolContext, detail: JsonObject): Promise<RecoveredEffect>
}

/** Gives a tool its type; the shape of every tool file. */
export function defineTool<Input>(tool: ToolDefinition<Input>): ToolDefinition<Input> {
  return tool
}
