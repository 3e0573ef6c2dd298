import { nearestName } from '../config/nearest-name.ts'
import { ClawError } from '../kernel/claw-error.ts'
import { hashJson } from '../kernel/hash.ts'
import { newId } from '../kernel/ids.ts'
import { toJson } from '../kernel/json.ts'
import type { CommandFacts } from '../policy/command/command-facts.ts'
import type { PolicyDecision } from '../policy/decide-call.ts'
import { UNTAINTED } from '../policy/taint-rule.ts'
import { CORE_TOOLS } from '../protocol/manifest.ts'
import type { Executor, JudgedCall, Judgement } from '../tools/executor.ts'
import type { ToolRequest, ToolVerdict } from '../view/policy-rows.ts'
import { chooseSandbox } from './choose-sandbox.ts'
import type { Services } from './open-services.ts'
import { openTools } from './open-tools.ts'
import { secretPort } from './secrets/secret-port.ts'

export interface JudgedRequest {
  readonly verdict: ToolVerdict
  /** undefined: refused before the policy was asked. */
  readonly call: JudgedCall | undefined
  readonly executor: Executor
}

/**
 * The verdict of the real executor about a call of a person, or of an agent in a run whose task names no host and that has read nothing yet.
 * Throws NOT_FOUND for an unknown tool or agent, USAGE for arguments that are none.
 */
export async function judgeTool(services: Services, request: ToolRequest, signal: AbortSignal): Promise<JudgedRequest> {
  const { config, store, grants, redactor } = services
  const { tool, args, agent_id } = request
  requireTool(tool)
  const agent = agent_id === undefined ? undefined : services.catalog.get(agent_id)
  if (agent_id !== undefined && agent === undefined)
    throw new ClawError('NOT_FOUND', `There is no agent '${agent_id}' that works.`, { fix: 'claw agents' })
  const { driver } = await chooseSandbox(config)
  const { executor } = await openTools({
    config,
    sandbox: driver,
    refs: store.refs,
    images: store.images,
    grants,
    secrets: secretPort(services),
  })
  const judgement = await executor.judge({
    tool,
    args,
    allowlist: agent?.manifest.tools_allowlist ?? CORE_TOOLS,
    requires_approval_for: agent?.manifest.requires_approval_for ?? [],
    context: {
      run_id: newId(),
      subtask_id: 'tool-call',
      agent_id: agent_id ?? 'user',
      workspace: config.workspace,
      signal,
      named_hosts: [],
    },
    named_urls: [],
    taint: UNTAINTED,
    announced_usd: null,
  })
  const verdict = { ...verdictOf(request, judgement), sandbox: driver.name }
  return { verdict: { ...verdict, args: redactor.json(verdict.args) }, call: judgement.ok ? judgement.call : undefined, executor }
}

function requireTool(tool: string): void {
  if (CORE_TOOLS.some((known) => known === tool)) return
  const nearest = nearestName(tool, CORE_TOOLS)
  const hint = nearest === undefined ? ` There are ${CORE_TOOLS.join(', ')}.` : ` Did you mean ${nearest}?`
  throw new ClawError('NOT_FOUND', `There is no tool '${tool.slice(0, 60)}'.${hint}`, { fix: 'claw tools' })
}

function verdictOf({ tool, args, ...by }: ToolRequest, judgement: Judgement): Omit<ToolVerdict, 'sandbox'> {
  const agent_id = by.agent_id ?? null
  if (judgement.ok) return { tool, agent_id, ...judgedVerdict(judgement.call) }
  const { code, message } = judgement.error
  if (code === 'TOOL_BAD_ARGS')
    throw new ClawError('USAGE', message, { fix: `claw tools; claw tool call ${tool} --json '{...}' --dry-run` })
  const step = { rule: judgement.rule, origin: 'executor', decision: 'deny', reason: message } as const
  const touches = { paths: [], host: null, method: null, commands: [] }
  return { tool, agent_id, ...step, effect: null, args, args_hash: hashJson({ tool, args }), touches, steps: [step] }
}

function judgedVerdict({ decision, effect, args, args_hash, judged }: JudgedCall): Omit<ToolVerdict, 'sandbox' | 'tool' | 'agent_id'> {
  const { paths, host, method, command } = judged
  return {
    decision: decision.decision,
    rule: decision.rule,
    origin: originOf(decision),
    reason: decision.reason,
    effect,
    args: toJson(args),
    args_hash,
    touches: { paths, host, method, commands: command === null ? [] : commandsIn(command) },
    steps: decision.steps,
  }
}

function originOf({ rule, steps }: PolicyDecision): string {
  return steps.find((step) => rule === step.rule || rule === `${step.rule} (${step.origin})`)?.origin ?? 'executor'
}

/** What the line would start, one text a program; `?` is made at run time. */
function commandsIn(facts: CommandFacts): string[] {
  if (!facts.parsed) return []
  return facts.commands.map(({ program, args }) => [program ?? '?', ...args.map((arg) => arg ?? '?')].join(' '))
}
