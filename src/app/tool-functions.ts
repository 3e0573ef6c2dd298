import { toWireError } from '../kernel/claw-error.ts'
import { systemClock } from '../kernel/clock.ts'
import { type Json, own } from '../kernel/json.ts'
import { LINE_BYTES } from '../protocol/limits.ts'
import { boundResult } from '../tools/bound-result.ts'
import type { ToolOutcome } from '../tools/define-tool.ts'
import type { Executor, JudgedCall } from '../tools/executor.ts'
import type { ToolCallRow, ToolVerdict } from '../view/policy-rows.ts'
import type { App, CallToolOptions } from './app-port.ts'
import { localActor } from './create-run.ts'
import { judgeTool } from './judge-tool.ts'
import type { Services } from './open-services.ts'

type ToolFunctions = Pick<App, 'judgeTool' | 'callTool'>

export function toolFunctions(services: Services): ToolFunctions {
  return {
    judgeTool: async (request) => (await judgeTool(services, request, new AbortController().signal)).verdict,
    callTool: async (request, options) => {
      const { verdict, call, executor } = await judgeTool(services, request, options.signal)
      const refusal = call === undefined ? refused(verdict, verdict.reason) : await decide(verdict, options)
      record(services, verdict, refusal === undefined)
      recordGrant(services, verdict, call)
      return refusal === undefined && call !== undefined ? carryOut(services, verdict, call, executor) : notDone(verdict, refusal)
    },
  }
}

type Refusal = NonNullable<ToolCallRow['error']>

async function decide(verdict: ToolVerdict, { ask }: CallToolOptions): Promise<Refusal | undefined> {
  if (verdict.decision === 'allow') return undefined
  if (verdict.decision === 'deny') return refused(verdict, `Denied by ${verdict.rule}: ${verdict.reason}.`)
  if (ask === undefined) return refused(verdict, `${verdict.rule} asks (${verdict.reason}), and nobody can be asked here.`)
  return (await ask(verdict)) ? undefined : { code: 'APPROVAL_DENIED', message: `You did not allow it (${verdict.rule} asks).` }
}

/** What the executor itself refuses. */
const CODE_OF_RULE: Readonly<Record<string, string>> = { allowlist: 'TOOL_NOT_ALLOWED', 'secret.binding': 'SECRET_REFUSED' }

function refused({ origin, rule }: ToolVerdict, message: string): Refusal {
  return { code: (origin === 'executor' && own(CODE_OF_RULE, rule)) || 'POLICY_DENIED', message }
}

function notDone(verdict: ToolVerdict, error: Refusal | undefined): ToolCallRow {
  return { verdict, ok: false, result: null, error: error ?? null, duration_ms: null }
}

/** The word about the call is in the audit log before anything is done. */
function record({ store }: Services, verdict: ToolVerdict, allowed: boolean): void {
  const { tool, agent_id, decision, rule, reason, args_hash, effect, sandbox, steps } = verdict
  store.audit.append({
    actor: localActor(),
    action: 'tool.call',
    target: tool,
    agent_id,
    decision: decision === 'ask' && allowed ? 'approved' : decision,
    rule,
    reason,
    args_hash,
    detail: { by: 'claw tool call', allowed, effect, sandbox: sandbox !== 'none', steps: steps.map((step) => ({ ...step })) },
  })
}

/** How often a grant was used is read from these records. */
function recordGrant({ store }: Services, { tool, agent_id, rule, reason, args_hash }: ToolVerdict, call: JudgedCall | undefined): void {
  const grant_id = call?.decision.grant_id
  if (grant_id === undefined) return
  const detail = { by: 'claw tool call', tool }
  store.audit.append({
    actor: localActor(),
    action: 'grant.used',
    target: grant_id,
    agent_id,
    decision: 'allow',
    rule,
    reason,
    args_hash,
    detail,
  })
}

async function carryOut({ store, redactor }: Services, verdict: ToolVerdict, call: JudgedCall, executor: Executor): Promise<ToolCallRow> {
  const started = systemClock.monotonic()
  const outcome = await outcomeOf(call, executor)
  const duration_ms = Math.round(systemClock.monotonic() - started)
  const error = outcome.ok ? null : { code: outcome.error.code, message: redactor.text(outcome.error.message) }
  const detail = { by: 'claw tool call', ok: outcome.ok, error: error?.code ?? null, duration_ms }
  store.audit.append({
    actor: localActor(),
    action: 'tool.done',
    target: verdict.tool,
    agent_id: verdict.agent_id,
    args_hash: verdict.args_hash,
    detail,
  })
  const shown: Json = outcome.result === undefined ? null : boundResult(redactor.json(outcome.result), LINE_BYTES).result
  return { verdict, ok: outcome.ok, result: shown, error, duration_ms }
}

async function outcomeOf(call: JudgedCall, executor: Executor): Promise<ToolOutcome> {
  try {
    return await executor.carryOut(call, await executor.prepare(call), call.args_hash)
  } catch (error) {
    return { ok: false, error: toWireError(error) }
  }
}
