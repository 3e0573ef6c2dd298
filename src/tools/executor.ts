import { ClawError, toWireError } from '../kernel/claw-error.ts'
import { crashpoint } from '../kernel/crashpoint.ts'
import { hashJson } from '../kernel/hash.ts'
import { type Json, type JsonObject, own, toJson } from '../kernel/json.ts'
import type { CommandFacts } from '../policy/command/command-facts.ts'
import type { PolicyDecision } from '../policy/decide-call.ts'
import type { PolicyCall } from '../policy/policy-call.ts'
import { sendsData } from '../policy/sends-data.ts'
import type { Taint } from '../policy/taint-rule.ts'
import { describeIssues } from '../protocol/describe-issues.ts'
import type { ToolEffect, ToolSpec, WireError } from '../protocol/messages.ts'
import type { PreparedEffect, RecoveredEffect, ToolContext, ToolDefinition, ToolOutcome } from './define-tool.ts'
import { networkTarget } from './network-target.ts'
import { normaliseAliases } from './normalise-aliases.ts'
import { checkSecrets, runWithSecrets } from './secrets/hand-secrets.ts'
import type { SecretPort } from './secrets/secret-port.ts'
import { toolSpec } from './tool-spec.ts'

export interface ToolCall {
  readonly tool: string
  readonly args: JsonObject
  readonly context: ToolContext
  readonly allowlist: readonly string[]
  readonly requires_approval_for: readonly string[]
  /** Addresses that stand in the task word for word. */
  readonly named_urls: readonly string[]
  /** What the run has read so far. */
  readonly taint: Taint
  /** The price that was approved for this very call when the agent announced it. */
  readonly announced_usd: number | null
}

/** A call that passed allowlist and schema, with the decision of the policy. The same canonical arguments go to policy, approval and execution. */
export interface JudgedCall {
  readonly tool: ToolDefinition
  readonly args: unknown
  readonly args_hash: string
  readonly effect: ToolEffect
  readonly decision: PolicyDecision
  /** The call as the policy saw it. */
  readonly judged: PolicyCall
  readonly context: ToolContext
}

export type Judgement =
  | { readonly ok: true; readonly call: JudgedCall }
  | { readonly ok: false; readonly error: WireError; readonly rule: string }

export interface Executor {
  specs(allowlist: readonly string[]): ToolSpec[]
  /** Allowlist, aliases, schema, canonical form, policy: decides and does nothing. */
  judge(call: ToolCall): Promise<Judgement>
  prepare(call: JudgedCall): Promise<PreparedEffect>
  /** Only for calls that the policy allowed or a person approved: `args_hash` must be the approved one. Never throws but for a cancelled signal. */
  carryOut(call: JudgedCall, prepared: PreparedEffect, approvedHash: string): Promise<ToolOutcome>
  /** What became of an effect that began before a crash. */
  recover(call: JudgedCall, effect: JsonObject): Promise<RecoveredEffect>
}

export interface ExecutorOptions {
  readonly tools: readonly ToolDefinition[]
  readonly decide: (call: PolicyCall) => PolicyDecision
  readonly sandboxed: boolean
  /** Commands reach no network. */
  readonly contained: boolean
  /** What a command line would run; the grammar behind it is loaded with the first one. */
  readonly readCommand: (text: string) => Promise<CommandFacts>
  readonly secrets: SecretPort
}

export function createExecutor(options: ExecutorOptions): Executor {
  const tools: Readonly<Record<string, ToolDefinition>> = Object.fromEntries(options.tools.map((tool) => [tool.name, tool]))
  return {
    specs: (allowlist) => options.tools.filter((tool) => allowlist.includes(tool.name)).map(toolSpec),
    judge: (call) => judge(call, tools, options),
    prepare: prepareEffect,
    carryOut: (call, prepared, approvedHash) => carryOut(call, prepared, approvedHash, options.secrets),
    recover: recoverEffect,
  }
}

async function judge(call: ToolCall, tools: Readonly<Record<string, ToolDefinition>>, options: ExecutorOptions): Promise<Judgement> {
  crashpoint('policy.before')
  const refusal = refuseByName(call, tools)
  if (refusal) return refusal
  const tool = own(tools, call.tool) as ToolDefinition
  const parsed = tool.input.safeParse(normaliseAliases(call.args, tool.aliases))
  if (!parsed.success)
    return refused('TOOL_BAD_ARGS', `${call.tool}: ${issuesOf(parsed.error)}. Arguments: ${argumentNames(tool)}.`, 'schema')
  const args = canonical(tool, parsed.data, call.context)
  if (!args.ok) return { ok: false, error: args.error, rule: 'jail' }
  const secret = secretRefusal(() => checkSecrets({ tool, args: args.value, context: call.context }, options.secrets))
  if (secret) return secret
  const effect = tool.effect(args.value)
  const target = networkTarget(args.value)
  const command = tool.command?.(args.value)
  const args_hash = hashJson({ tool: call.tool, args: toJson(args.value) })
  const judged: PolicyCall = {
    tool: call.tool,
    args: toJson(args.value) as JsonObject,
    args_hash,
    workspace: call.context.workspace,
    effect,
    agent_id: call.context.agent_id,
    requires_approval_for: call.requires_approval_for,
    sandboxed: options.sandboxed,
    paths: tool.touches?.(args.value, call.context) ?? [],
    command: command === undefined ? null : await options.readCommand(command),
    host: target.host,
    method: target.method,
    reads_only: target.readsOnly,
    named_hosts: call.context.named_hosts,
    taint: call.taint,
    sends_data: sendsData({
      effect,
      args: args.value,
      reads_only: target.readsOnly,
      contained: options.contained,
      named_urls: call.named_urls,
      named_hosts: call.context.named_hosts,
    }),
    amount_usd: call.announced_usd,
  }
  const decision = options.decide(judged)
  return { ok: true, call: { tool, args: args.value, args_hash, effect, decision, judged, context: call.context } }
}

function refuseByName(call: ToolCall, tools: Readonly<Record<string, ToolDefinition>>): Judgement | undefined {
  const allowed = call.allowlist.join(', ') || 'none'
  if (own(tools, call.tool) === undefined)
    return refused('TOOL_UNKNOWN', `There is no tool '${call.tool}'. Allowed: ${allowed}.`, 'unknown-tool')
  if (!call.allowlist.includes(call.tool))
    return refused('TOOL_NOT_ALLOWED', `Agent '${call.context.agent_id}' may not use '${call.tool}'. Allowed: ${allowed}.`, 'allowlist')
  return undefined
}

function refused(code: 'TOOL_UNKNOWN' | 'TOOL_NOT_ALLOWED' | 'TOOL_BAD_ARGS', message: string, rule: string): Judgement {
  return { ok: false, error: { code, message, retryable: false }, rule }
}

function secretRefusal(check: () => void): Judgement | undefined {
  try {
    check()
    return undefined
  } catch (error) {
    return { ok: false, error: toWireError(error), rule: 'secret.binding' }
  }
}

function issuesOf(error: { issues: readonly { path: readonly PropertyKey[]; message: string }[] }): string {
  return describeIssues(error.issues, 'arguments')
}

function argumentNames(tool: ToolDefinition): string {
  return Object.keys((toolSpec(tool).input_schema['properties'] as JsonObject | undefined) ?? {}).join(', ')
}

function canonical(
  tool: ToolDefinition,
  input: unknown,
  context: ToolContext,
): { ok: true; value: unknown } | { ok: false; error: WireError } {
  try {
    return { ok: true, value: tool.canonicalise ? tool.canonicalise(input, context) : input }
  } catch (error) {
    return { ok: false, error: toWireError(error) }
  }
}

async function prepareEffect(call: JudgedCall): Promise<PreparedEffect> {
  if (call.tool.prepare) return call.tool.prepare(call.args, call.context)
  const pure = call.effect === 'read' || (call.effect === 'network' && networkTarget(call.args).readsOnly)
  return { recovery: pure ? 'pure' : 'opaque', detail: {} }
}

async function carryOut(call: JudgedCall, prepared: PreparedEffect, approvedHash: string, secrets: SecretPort): Promise<ToolOutcome> {
  if (approvedHash !== call.args_hash)
    throw new ClawError('POLICY_DENIED', `The arguments of '${call.tool.name}' are not the approved ones.`)
  crashpoint('effect.before')
  const outcome = await settle(call, () => runWithSecrets(call, prepared, secrets))
  crashpoint('effect.after')
  return outcome
}

async function settle(call: JudgedCall, act: () => Promise<ToolOutcome>): Promise<ToolOutcome> {
  try {
    return await act()
  } catch (error) {
    if (call.context.signal.aborted) throw error
    return { ok: false, error: toolError(call.tool.name, error) }
  }
}

// A bug in a tool must not end the coordinator: the agent is told, the run goes on.
function toolError(tool: string, error: unknown): WireError {
  const wire = toWireError(error)
  return wire.code === 'INTERNAL' ? { code: 'TOOL_FAILED', message: `${tool}: ${wire.message}`, retryable: false } : wire
}

async function recoverEffect(call: JudgedCall, effect: JsonObject): Promise<RecoveredEffect> {
  const recovery: Json = effect['recovery'] ?? 'opaque'
  if (recovery === 'pure') return { state: 'not_done' }
  if (recovery !== 'fs-atomic' || !call.tool.recover) return { state: 'unknown' }
  return call.tool.recover(call.args, call.context, (effect['detail'] as JsonObject | undefined) ?? {})
}
