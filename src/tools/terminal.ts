import * as z from 'zod/mini'
import { findProgram } from '../sandbox/find-program.ts'
import { defineTool, type ToolDefinition } from './define-tool.ts'
import { runShell, type ShellTools } from './terminal-run.ts'

const MAX_CHARS = 30_000

const input = z.object({
  cmd: z.string().check(z.minLength(1), z.maxLength(MAX_CHARS), z.describe('The command, as typed into bash.')),
  timeout_s: z._default(z.number().check(z.gt(0), z.lte(600)), 15),
})

export type TerminalInput = z.infer<typeof input>

/** Runs a command line in the workspace. A bad exit code is an answer with what was printed, not an error of claw. */
export function createTerminal(tools: ShellTools): ToolDefinition<TerminalInput> {
  return defineTool({
    name: 'terminal',
    description:
      'Run a shell command in the workspace: bash, no input, no network, the system read-only. Answers exit_code, stdout and stderr; ' +
      'output over 50 000 characters is cut in the middle. Processes left in the background are ended.',
    examples: [{ cmd: 'git log --oneline -5' }, { cmd: 'npm test 2>&1 | tail -40', timeout_s: 120 }],
    input,
    aliases: { command: 'cmd', shell: 'cmd', run: 'cmd', exec: 'cmd', timeout: 'timeout_s' },
    effect: () => 'exec',
    command: ({ cmd }) => cmd,
    run: ({ cmd, timeout_s }, context) => runShell(tools, { tool: 'terminal', command: [shell(), '-c', cmd], timeout_s }, context),
  })
}

function shell(): string {
  return findProgram('bash') ?? '/bin/sh'
}
