import type { JsonObject } from '../kernel/json.ts'
import type { ToolEffect } from '../protocol/messages.ts'
import type { CommandFacts } from './command/command-facts.ts'
import type { Taint } from './taint-rule.ts'

export interface TouchedPath {
  /** Absolute and real: links are resolved. */
  readonly path: string
  readonly access: 'read' | 'write'
}

/** A call as the policy sees it: canonical arguments, and what they touch. */
export interface PolicyCall {
  readonly tool: string
  /** Canonical. */
  readonly args: JsonObject
  readonly args_hash: string
  /** Real path. */
  readonly workspace: string
  readonly effect: ToolEffect
  readonly agent_id: string
  /** Tools for which the manifest of the agent wants a person asked. */
  readonly requires_approval_for: readonly string[]
  /** Whether the call runs in an OS sandbox that holds. */
  readonly sandboxed: boolean
  /** Files and folders that the arguments name. */
  readonly paths: readonly TouchedPath[]
  /** What the shell would run; null for every other tool. */
  readonly command: CommandFacts | null
  /** `host:port` that the call reaches by itself, for network tools. */
  readonly host: string | null
  /** Method of a request, upper case. */
  readonly method: string | null
  /** A request that only reads (GET, HEAD). */
  readonly reads_only: boolean
  /** Hosts that the person named in the task. */
  readonly named_hosts: readonly string[]
  /** What the agent announced that it costs; null when it announced nothing. */
  readonly amount_usd: number | null
  /** What the run has read so far. */
  readonly taint: Taint
  /** More would leave this machine than what the person has typed. */
  readonly sends_data: boolean
}
