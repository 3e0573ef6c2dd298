import { exitCodeFor } from '../../kernel/error-codes.ts'
import { visibleText } from '../../kernel/visible-text.ts'
import type { ToolCallRow, ToolRequest, ToolVerdict } from '../../view/policy-rows.ts'
import { exactJson } from '../../view/shown-text.ts'
import { verdictText } from '../../view/verdict-text.ts'
import { callArguments } from '../call-arguments.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import { publicJson } from '../public-json.ts'

/** `claw tool call <name> --json '{...}' [--agent ID] [--dry-run]`. */
export async function run(context: CommandContext): Promise<CommandOutcome> {
  const { args, options } = context.input
  const tool = args['name'] ?? ''
  const given = typeof options['args'] === 'string' ? options['args'] : '{}'
  const agent = typeof options['agent'] === 'string' ? { agent_id: options['agent'] } : {}
  const request = { tool, args: callArguments(given, `claw tool call ${tool} --json '{...}'`), ...agent }
  return options['dry-run'] === true ? dryRun(await (await context.app()).judgeTool(request)) : call(context, request)
}

function dryRun(verdict: ToolVerdict): CommandOutcome {
  return { text: verdictText(verdict), result: publicJson(verdict) }
}

async function call(context: CommandContext, request: ToolRequest): Promise<CommandOutcome> {
  const row = await callTool(context, request)
  if (row.ok) return { text: resultText(row), result: publicJson(row) }
  const { code, message } = row.error ?? { code: 'TOOL_FAILED', message: 'The tool failed.' }
  const text = row.result === null ? '' : resultText(row)
  return { text, result: publicJson(row), error: { code, message, fix: fixOf(row) }, exit: exitCodeFor(code) }
}

// What a tool did stands in the audit log, so the folder becomes a workspace.
async function callTool(context: CommandContext, request: ToolRequest): Promise<ToolCallRow> {
  const app = await context.appFor(context.config())
  const stop = new AbortController()
  const off = context.host.onSignal(() => stop.abort())
  const ask = context.interactive ? { ask: (verdict: ToolVerdict) => askHere(context, verdict) } : {}
  try {
    return await app.callTool(request, { signal: stop.signal, ...ask })
  } finally {
    off()
  }
}

async function askHere({ host }: CommandContext, verdict: ToolVerdict): Promise<boolean> {
  host.out.note(verdictText(verdict))
  host.out.ask('Type allow to do it: ')
  const typed = await host.input.readLine(new AbortController().signal)
  return typed?.trim() === 'allow'
}

function fixOf({ verdict }: ToolCallRow): string {
  if (verdict.decision === 'ask') return 'Run it in a terminal, where you can answer; or: claw policy add --allow ...'
  return verdict.decision === 'deny' ? `claw tool call ${verdict.tool} ... --dry-run shows the rules; claw policy` : 'claw tools'
}

function resultText({ result }: ToolCallRow): string {
  return typeof result === 'string' ? visibleText(result) : exactJson(result)
}
