import { execFileSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { runRules } from '../../../runtime/rules-loop.ts'
import { toWireError } from '../../../src/kernel/claw-error.ts'
import type { Json, JsonObject } from '../../../src/kernel/json.ts'
import type { TaskRequest, ToolCallResult } from '../../../src/protocol/messages.ts'
import type { Plan } from '../../../src/protocol/plan.ts'
import { openSource } from '../../../src/store/sql-query/open-source.ts'
import { runStatement } from '../../../src/store/sql-query/run-statement.ts'
import { createFileIo } from '../../../src/tools/file-io/create-file-io.ts'
import { createPathJail } from '../../../src/tools/path-jail.ts'
import { planTask } from '../../planning/rules/load-all-recipes.ts'

/** Plans a task and carries it out in this process with the real file_io and the real SQL engine; answers of the clauses as text. */
export async function carryOut(workspace: string, task: string): Promise<string[]> {
  const outcome = await planTask(task)
  return outcome.ok ? carryOutPlan(workspace, outcome.plan) : [`refused: ${outcome.message}`]
}

export async function carryOutPlan(workspace: string, plan: Plan): Promise<string[]> {
  const inputs: JsonObject = {}
  const answers: string[] = []
  for (const subtask of plan.subtasks) {
    const request = { recipe: subtask.recipe, context: { inputs } } as unknown as TaskRequest
    const response = await runRules({ request, callTool: (tool, args) => callTool(workspace, tool, args), progress: () => {} })
    inputs[subtask.id] = response.result
    answers.push(response.status === 'ok' ? textOf(response.result) : `${response.error_code}: ${response.error_message}`)
  }
  return answers
}

function textOf(result: Json): string {
  if (typeof result === 'string') return result
  return typeof result === 'object' && result !== null && !Array.isArray(result) ? String(result['text']) : JSON.stringify(result)
}

async function callTool(workspace: string, tool: string, args: JsonObject): Promise<ToolCallResult> {
  const base = { type: 'tool_call_result', id: 't' } as const
  try {
    if (tool === 'file_io') return { ...base, ...(await fileIo(workspace, args)) }
    if (tool === 'sql_query') return { ...base, ok: true, result: await sqlQuery(workspace, args) }
    const stdout = execFileSync('sh', ['-c', String(args['cmd'])], { cwd: workspace, encoding: 'utf8', stdio: 'pipe' })
    return { ...base, ok: true, result: { exit_code: 0, signal: null, stdout, stderr: '', truncated: false, duration_ms: 1 } }
  } catch (error) {
    return { ...base, ok: false, error: toWireError(error) }
  }
}

async function fileIo(workspace: string, args: JsonObject): Promise<{ ok: boolean; result?: Json }> {
  const jail = createPathJail({ roots: [workspace] })
  const tool = createFileIo({ jail, searchWorkerPath: fileURLToPath(new URL('../../../dist/search-lines.worker.js', import.meta.url)) })
  const context = { run_id: 'r', subtask_id: 's', agent_id: 'a', workspace, signal: new AbortController().signal, named_hosts: [] }
  const parsed = tool.input.parse(args)
  const input = tool.canonicalise ? tool.canonicalise(parsed, context) : parsed
  return tool.run(input, context, await tool.prepare?.(input, context))
}

async function sqlQuery(workspace: string, args: JsonObject): Promise<Json> {
  const path = createPathJail({ roots: [workspace] }).resolve(String(args['db_path']))
  const { dev, ino } = statSync(path)
  const request = {
    db_path: path,
    shown: String(args['db_path']),
    query: String(args['query']),
    params: (args['params'] ?? []) as string[],
    max_rows: Number(args['max_rows'] ?? 200),
    max_bytes: 900_000,
    dev,
    ino,
  }
  const database = await openSource(request)
  try {
    return runStatement(database, request)
  } finally {
    database.close()
  }
}
