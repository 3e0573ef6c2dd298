import type { AgentFolder } from '../capsules/agent-folder.ts'
import { attemptScope } from '../coordinator/attempt-scope.ts'
import { createRunTaint } from '../coordinator/taint/run-taint.ts'
import { hashJson } from '../kernel/hash.ts'
import { isJsonObject } from '../kernel/json.ts'
import { namedHosts } from '../policy/named-hosts.ts'
import { namedUrls } from '../policy/sends-data.ts'
import type { ApprovalRecord } from '../store/records.ts'
import type { GrantEvaluation } from '../view/rows.ts'
import { chooseSandbox } from './choose-sandbox.ts'
import type { Services } from './open-services.ts'
import { openTools } from './open-tools.ts'
import { secretPort } from './secrets/secret-port.ts'

/**
 * Judges the call of an approval once more, with what is saved by now. undefined where it cannot be known here: the row holds no secrets, and
 * this process may have another sandbox than the one that asked.
 */
export async function evaluateApproval(services: Services, row: ApprovalRecord): Promise<GrantEvaluation | undefined> {
  const { config, store, grants, catalog } = services
  const { args: call, agent_id, subtask_id } = row
  const agent = agent_id === null ? undefined : catalog.get(agent_id)
  if (!agent || subtask_id === null || !isJsonObject(call) || hashJson(call) !== row.args_hash) return undefined
  const { tool, args } = call
  if (typeof tool !== 'string' || !isJsonObject(args)) return undefined
  const { driver } = await chooseSandbox(config)
  if (driver.name !== row.facts.where.sandbox) return undefined
  const { executor } = await openTools({
    config,
    sandbox: driver,
    refs: store.refs,
    images: store.images,
    grants,
    secrets: secretPort(services),
  })
  const task = store.runs.get(row.run_id)?.task ?? ''
  const judgement = await executor.judge({
    tool,
    args,
    allowlist: [tool],
    requires_approval_for: approvalsOf(services, row, agent),
    context: {
      run_id: row.run_id,
      subtask_id,
      agent_id: agent.agent_id,
      workspace: config.workspace,
      signal: new AbortController().signal,
      named_hosts: namedHosts(task),
    },
    named_urls: namedUrls(task),
    taint: createRunTaint({ events: store.events.ofType(row.run_id, 'run.tainted'), emit: () => undefined }).now(),
    announced_usd: null,
  })
  if (!judgement.ok || judgement.call.args_hash !== row.args_hash) return undefined
  const { decision, rule, reason } = judgement.call.decision
  // What a yes for the run covers is taken from this row when the policy asks, and nowhere else.
  if (decision === 'ask' && row.status === 'approved' && row.scope === 'run')
    return { decision: 'allow', rule: `approval ${row.approval_id}, for this run`, reason: row.why }
  return { decision, rule, reason }
}

// Delegated work asks for what the agents that gave it away have to ask for, too.
function approvalsOf({ store, catalog }: Services, { run_id, subtask_id }: ApprovalRecord, agent: AgentFolder): string[] {
  const spec = store.subtasks.get(run_id, subtask_id ?? '')?.spec
  const given = spec === undefined ? [] : attemptScope({ run: { run_id }, ports: { store, agents: catalog } }, spec).approvals
  return [...agent.manifest.requires_approval_for, ...given]
}
