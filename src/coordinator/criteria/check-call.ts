import { hashJson } from '../../kernel/hash.ts'
import { isJsonObject, type JsonObject } from '../../kernel/json.ts'
import { classifyCommand } from '../../policy/command/classify-command.ts'
import type { ToolCallIntent, ToolCallResult } from '../../protocol/messages.ts'
import type { SubtaskRecord } from '../../store/records.ts'
import type { Executor, JudgedCall, Judgement } from '../../tools/executor.ts'
import { attemptScope } from '../attempt-scope.ts'
import { answerToolCall } from '../desk/answer-tool-call.ts'
import { type AttemptSession, openSession } from '../desk/attempt-session.ts'
import type { RunContext } from '../run-context.ts'
import { runDelegated } from '../run-delegated.ts'

export interface CheckCall {
  /** Place of the criterion. */
  readonly n: number
  readonly tool: 'file_io' | 'terminal'
  readonly args: JsonObject
  /** The criterion. */
  readonly reason: string
}

// No capsule is up whose clock could run.
const CLOCK = { pause: () => () => undefined }

/**
 * A check reaches the machine as a tool call of its subtask does: allowlist, policy, approval, sandbox, journal, audit. Its place in the journal is its
 * own, so that what the agent was answered before does not answer it. Throws a suspension where a person has to be asked.
 */
export async function checkCall(context: RunContext, row: SubtaskRecord, call: CheckCall): Promise<ToolCallResult> {
  const session = sessionOf(context, row, call.tool)
  if (session === undefined) return refusal(`its agent '${row.agent_id}' is gone`)
  const { n, tool, args, reason } = call
  const intent: ToolCallIntent = { type: 'tool_call_intent', id: `check-${n}`, tool, args, reason }
  const request = { type: intent.type, tool, args, reason, check: n }
  const hash = hashJson({ ...request, reason: undefined })
  const known = context.ports.store.journal.find(session.key, hash, 1)
  if (known?.state === 'done' && isJsonObject(known.response)) return { ...known.response, id: intent.id } as unknown as ToolCallResult
  return answerToolCall(session, { intent, hash, occurrence: 1, request: context.ports.redactor.json(request), known }, CLOCK)
}

function refusal(message: string): ToolCallResult {
  return { type: 'tool_call_result', id: 'check', ok: false, error: { code: 'AGENT_NOT_FOUND', message, retryable: false } }
}

// A look at a file is claw's own: every check may, within the jail and the policy. A command needs an agent that may run one.
function sessionOf(context: RunContext, row: SubtaskRecord, tool: CheckCall['tool']): AttemptSession | undefined {
  const agent = row.agent_id === null ? undefined : context.ports.agents.get(row.agent_id)
  if (agent === undefined) return undefined
  const { spec: subtask, attempt } = row
  const job = { run_id: context.run.run_id, subtask_id: subtask.id, attempt, agent_id: agent.agent_id }
  const delegate: AttemptSession['delegate'] = (wanted, signal) => runDelegated(context, subtask, wanted, signal)
  const scope = attemptScope(context, subtask)
  const session = openSession(forPhase(context, row), { job, subtask, agent, scope, delegate })
  return tool === 'file_io' ? { ...session, tools: [...new Set([...session.tools, tool])] } : session
}

// Discovery never changes anything, and neither do the checks of it.
function forPhase(context: RunContext, { spec }: SubtaskRecord): RunContext {
  if (spec.phase !== 'discovery') return context
  return { ...context, ports: { ...context.ports, executor: readingOnly(context.ports.executor) } }
}

function readingOnly(executor: Executor): Executor {
  return {
    ...executor,
    judge: async (call) => {
      const judgement = await executor.judge(call)
      return judgement.ok && !onlyReads(judgement.call) ? NOT_READING : judgement
    },
  }
}

function onlyReads({ effect, judged }: JudgedCall): boolean {
  if (judged.command === null) return effect === 'read'
  return classifyCommand(judged.command, { workspace: judged.workspace }).class === 'read'
}

const NOT_READING: Judgement = {
  ok: false,
  rule: 'discovery.reads-only',
  error: {
    code: 'POLICY_DENIED',
    message: 'Denied by discovery.reads-only: a check of the discovery phase may only read, and this command may do more.',
    retryable: false,
  },
}
