import { resolve } from 'node:path'
import { hashJson } from '../kernel/hash.ts'
import type { ToolEffect } from '../protocol/messages.ts'
import type { ExampleWorld } from './check-examples.ts'
import type { PolicyCall } from './policy-call.ts'
import type { PolicyExample } from './policy-rule.ts'
import { UNTAINTED } from './taint-rule.ts'

/** A whole call around the few words of an example. */
export async function exampleCall(example: PolicyExample, { workspace, readCommand }: ExampleWorld): Promise<PolicyCall> {
  const { agent, command, path, host, method, amount_usd } = example
  const access = example.access ?? 'read'
  const effect = example.effect ?? effectOf(example)
  return {
    tool: example.tool ?? toolOf(example),
    args: {},
    args_hash: hashJson(example),
    workspace,
    effect,
    agent_id: agent ?? 'example',
    requires_approval_for: [],
    sandboxed: true,
    paths: path === undefined ? [] : [{ path: resolve(workspace, path), access }],
    command: command === undefined ? null : await readCommand(command),
    host: host === undefined ? null : host.includes(':') ? host : `${host}:443`,
    method: method?.toUpperCase() ?? (host === undefined ? null : 'GET'),
    reads_only: ['GET', 'HEAD', 'OPTIONS'].includes(method?.toUpperCase() ?? 'GET'),
    named_hosts: [],
    amount_usd: amount_usd ?? null,
    taint: UNTAINTED,
    sends_data: false,
  }
}

function toolOf({ command, path, host }: PolicyExample): string {
  if (command !== undefined) return 'terminal'
  if (path !== undefined) return 'file_io'
  return host === undefined ? 'example' : 'http_api'
}

function effectOf({ command, access, host, amount_usd }: PolicyExample): ToolEffect {
  if (command !== undefined) return 'exec'
  if (host !== undefined) return 'network'
  if (amount_usd !== undefined) return 'spend'
  return access === 'write' ? 'write' : 'read'
}
