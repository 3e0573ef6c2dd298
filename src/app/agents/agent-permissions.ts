import { newId } from '../../kernel/ids.ts'
import type { JsonObject } from '../../kernel/json.ts'
import { UNTAINTED } from '../../policy/taint-rule.ts'
import type { CoreTool } from '../../protocol/manifest.ts'
import type { Executor } from '../../tools/executor.ts'
import type { AgentPermissions, PermissionRow } from '../../view/permission-rows.ts'
import { chooseSandbox } from '../choose-sandbox.ts'
import type { Services } from '../open-services.ts'
import { openTools } from '../open-tools.ts'
import { secretPort } from '../secrets/secret-port.ts'
import type { PermissionsOf } from './agent-edit-port.ts'

interface Sample {
  readonly call: string
  readonly args: JsonObject
}

/** A call of each kind that the policy may tell apart. */
const SAMPLES: Readonly<Record<CoreTool, readonly Sample[]>> = {
  file_io: [
    { call: 'reads a file of the workspace', args: { op: 'read', path: 'README.md' } },
    { call: 'writes a file of the workspace', args: { op: 'write', path: 'a-new-file.txt', content: 'text' } },
    { call: 'deletes a file of the workspace', args: { op: 'delete', path: 'README.md' } },
    { call: 'reads outside of the workspace', args: { op: 'read', path: '/etc/hosts' } },
  ],
  terminal: [{ call: 'runs a command', args: { cmd: 'git status' } }],
  python_exec: [{ call: 'runs Python', args: { code: 'print(1)' } }],
  sql_query: [{ call: 'queries a data file', args: { db_path: 'data.csv', query: 'SELECT * FROM data' } }],
  web_fetch: [{ call: 'fetches a page that the task does not name', args: { url: 'https://example.com/' } }],
  http_api: [
    { call: 'asks an API that the task does not name', args: { url: 'https://api.example.com/items' } },
    { call: 'sends to an API', args: { url: 'https://api.example.com/items', method: 'POST', json: { name: 'one' } } },
  ],
}

/** What the executor of a run would say to an agent with these tools, call by call; nothing is done. */
export async function agentPermissions(services: Services, who: PermissionsOf): Promise<AgentPermissions> {
  const { config, store, grants } = services
  const { driver } = await chooseSandbox(config)
  const ports = { refs: store.refs, images: store.images, grants, secrets: secretPort(services) }
  const { executor, policy } = await openTools({ config, sandbox: driver, ...ports })
  const rows = []
  for (const [tool, samples] of Object.entries(SAMPLES))
    for (const { call, args } of who.tools.includes(tool) ? samples : [])
      rows.push({ tool, call, ...(await verdictOn(executor, services, who, { tool, args })) })
  return { policy: policy.preset, sandbox: driver.name, rows }
}

async function verdictOn(
  executor: Executor,
  { config, redactor }: Services,
  { agent_id = 'the-agent', tools, requires_approval_for }: PermissionsOf,
  { tool, args }: { readonly tool: string; readonly args: JsonObject },
): Promise<Pick<PermissionRow, 'decision' | 'rule' | 'reason'>> {
  const judgement = await executor.judge({
    tool,
    args,
    allowlist: tools,
    requires_approval_for,
    context: {
      run_id: newId(),
      subtask_id: 'permissions',
      agent_id,
      workspace: config.workspace,
      signal: new AbortController().signal,
      named_hosts: [],
    },
    named_urls: [],
    taint: UNTAINTED,
    announced_usd: null,
  })
  if (!judgement.ok) return { decision: 'deny', rule: judgement.rule, reason: redactor.text(judgement.error.message) }
  const { decision, rule, reason } = judgement.call.decision
  return { decision, rule, reason: redactor.text(reason) }
}
