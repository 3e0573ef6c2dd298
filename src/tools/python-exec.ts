import * as z from 'zod/mini'
import { defineTool, type ToolDefinition } from './define-tool.ts'
import { runShell, type ShellTools } from './terminal-run.ts'

const MAX_CHARS = 30_000
// Isolated from the user's site and PYTHON* variables, no .pyc files in the workspace, UTF-8 throughout.
const PYTHON = ['python3', '-I', '-B', '-X', 'utf8', '-c']

const input = z.object({
  code: z.string().check(z.minLength(1), z.maxLength(MAX_CHARS), z.describe('Python 3 source. Print what you want to see.')),
  timeout_s: z._default(z.number().check(z.gt(0), z.lte(600)), 15),
})

export type PythonExecInput = z.infer<typeof input>

/** Runs Python in the workspace, in the same sandbox and with the same answer as the terminal. */
export function createPythonExec(tools: ShellTools): ToolDefinition<PythonExecInput> {
  return defineTool({
    name: 'python_exec',
    description: 'Run Python 3 code in the workspace: no input, no network. Answers exit_code, stdout and stderr, so print the result.',
    examples: [{ code: 'import csv\nprint(sum(1 for _ in csv.reader(open("data.csv"))) - 1)' }],
    input,
    aliases: { script: 'code', python: 'code', snippet: 'code', timeout: 'timeout_s' },
    effect: () => 'exec',
    run: ({ code, timeout_s }, context) => runShell(tools, { tool: 'python_exec', command: [...PYTHON, code], timeout_s }, context),
  })
}
