import { ClawError } from '../../kernel/claw-error.ts'
import { placeholderNames } from '../../protocol/secret-placeholder.ts'
import type { PreparedEffect, ToolContext, ToolDefinition, ToolOutcome } from '../define-tool.ts'
import { targetOf } from '../network-target.ts'
import { resolveSecret } from './resolve-secret.ts'
import type { SecretPort } from './secret-port.ts'

interface CallWithSecrets {
  readonly tool: ToolDefinition
  readonly args: unknown
  readonly args_hash: string
  readonly context: ToolContext
}

/** Throws SECRET_UNKNOWN or SECRET_REFUSED for a call that could not get what it names: nobody is asked about it. */
export function checkSecrets(
  { tool, args, context }: Pick<CallWithSecrets, 'tool' | 'args' | 'context'>,
  port: Pick<SecretPort, 'find'>,
): void {
  fill(tool, args, context, port)
}

/** Runs the tool. Only here, after policy and approval, the names of secrets become values; what comes back has none. */
export async function runWithSecrets(call: CallWithSecrets, prepared: PreparedEffect, port: SecretPort): Promise<ToolOutcome> {
  const { tool, args, context, args_hash } = call
  const filled = fill(tool, args, context, port)
  if (filled === undefined) return tool.run(args, context, prepared)
  port.used({ names: filled.names, tool: tool.name, host: filled.host, args_hash, context })
  const outcome = await tool.run(filled.args, { ...context, mask: port.mask.text }, prepared)
  const result = outcome.result === undefined ? {} : { result: port.mask.json(outcome.result) }
  return outcome.ok
    ? { ok: true, result: port.mask.json(outcome.result) }
    : { ...outcome, ...result, error: { ...outcome.error, message: port.mask.text(outcome.error.message) } }
}

function fill(tool: ToolDefinition, args: unknown, context: ToolContext, port: Pick<SecretPort, 'find'>) {
  const named = placeholderNames(JSON.stringify(args))
  if (named.length === 0) return undefined
  if (!tool.fillSecrets) {
    refuseOtherTool(tool, args, named[0] ?? '')
    return undefined
  }
  const url = new URL(String((args as { url?: unknown }).url))
  const names = new Set<string>()
  const filled = tool.fillSecrets(args, (name) => {
    names.add(name)
    return resolveSecret({ name, tool: tool.name, agent_id: context.agent_id, url }, port).value
  })
  return names.size === 0 ? undefined : { args: filled, names: [...names], host: targetOf(url) }
}

// In a text or a file it is text. A command or a page would be sent off without what it needs, and nobody would know why.
function refuseOtherTool(tool: ToolDefinition, args: unknown, name: string): void {
  const effect = tool.effect(args)
  if (effect !== 'exec' && effect !== 'network') return
  throw new ClawError(
    'SECRET_REFUSED',
    `${tool.name} gets no secrets: '${name}' can be used in headers, params and json of http_api. A command would show it to every program that it starts.`,
    { fix: 'Use http_api.' },
  )
}
