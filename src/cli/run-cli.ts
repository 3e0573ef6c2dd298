import { EXIT_CODES, type ExitCode } from '../kernel/error-codes.ts'
import { toJson } from '../kernel/json.ts'
import { visibleJson, visibleText } from '../kernel/visible-text.ts'
import type { RESULT_DOCUMENT_SCHEMA } from '../protocol/run.ts'
import { ANSI, type Paint, PLAIN } from '../view/paint.ts'
import { failedRunDocument } from '../view/run-document.ts'
import type { CommandContext } from './command-context.ts'
import type { CommandOutcome, CommandSpec } from './command-spec.ts'
import { COMMANDS } from './commands.ts'
import { wantsJson } from './global-options.ts'
import { commandHelp, helpText } from './help.ts'
import type { CliHost } from './host.ts'
import { withJsonArguments } from './json-arguments.ts'
import { commandName, type ParsedInput, parseCommandLine } from './parse-args.ts'

// Not imported from protocol/run.ts as a value: that would load the schema library for a constant.
const RESULT_SCHEMA = 'claw.result/1' satisfies typeof RESULT_DOCUMENT_SCHEMA

/** One command line, from words to exit code. Never throws: every outcome is told by the output contract. */
export async function runCli(typed: readonly string[], host: CliHost): Promise<number> {
  const argv = withJsonArguments(typed)
  try {
    const input = parseCommandLine(argv, COMMANDS)
    if (input.version) return await showVersion(input, host)
    if (input.help) return showHelp(input, host)
    return await runCommand(input, host)
  } catch (error) {
    return await tellError(error, argv, host)
  }
}

async function runCommand(input: ParsedInput, host: CliHost): Promise<number> {
  const { createContext } = await import('./command-context.ts')
  const context = createContext(input, host)
  try {
    const { run } = await (input.command?.load() ?? import('./commands/home.ts'))
    return await tellOutcome(await run(context), context)
  } finally {
    await context.close()
  }
}

async function tellOutcome(outcome: CommandOutcome, context: CommandContext): Promise<ExitCode> {
  const exit = outcome.exit ?? EXIT_CODES.done
  const { out } = context.host
  if (outcome.written === true) return exit
  if (context.input.output === 'json') out.result(jsonLine(outcome.document ?? resultDocument(outcome, exit)))
  else if (outcome.text !== undefined && outcome.text !== '') out.result(outcome.text)
  if (context.input.output !== 'json' && outcome.error !== undefined) {
    const { errorText } = await import('./error-output.ts')
    out.note(errorText(outcome.error, context.paintErr))
  }
  return exit
}

function jsonLine(document: object): string {
  return visibleJson(JSON.stringify(document))
}

function resultDocument(outcome: Pick<CommandOutcome, 'result' | 'error'>, exit: ExitCode) {
  return { schema: RESULT_SCHEMA, ok: exit === 0, result: toJson(outcome.result), error: outcome.error ?? null, exit_code: exit }
}

async function tellError(error: unknown, argv: readonly string[], host: CliHost): Promise<ExitCode> {
  const { describeError, errorText } = await import('./error-output.ts')
  const { document, exit } = describeError(error)
  if (wantsJson(argv)) {
    const run = commandSpec(argv)?.document === 'run'
    host.out.result(jsonLine(run ? failedRunDocument(document, exit) : resultDocument({ result: null, error: document }, exit)))
  } else {
    host.out.note(errorText(document, await errorPaint(host)))
  }
  if (argv.includes('--debug') && error instanceof Error) host.out.note(visibleText(error.stack ?? ''))
  return exit
}

async function errorPaint(host: CliHost): Promise<Paint> {
  const { terminalState } = await import('../config/terminal-state.ts')
  const state = terminalState(host.streams, { noInput: true }, ...(host.env === undefined ? [] : [host.env]))
  return state.colourStderr ? ANSI : PLAIN
}

function commandSpec(argv: readonly string[]): CommandSpec | undefined {
  const name = commandName(argv)
  return COMMANDS.find((command) => command.name === name)
}

function showHelp(input: ParsedInput, host: CliHost): ExitCode {
  const text = input.command === undefined ? helpText(COMMANDS) : commandHelp(input.command)
  host.out.result(input.output === 'json' ? JSON.stringify(resultDocument({ result: text }, EXIT_CODES.done)) : text)
  return EXIT_CODES.done
}

async function showVersion(input: ParsedInput, host: CliHost): Promise<ExitCode> {
  const { clawVersion } = await import('../config/claw-version.ts')
  host.out.result(input.output === 'json' ? JSON.stringify(resultDocument({ result: clawVersion() }, EXIT_CODES.done)) : clawVersion())
  return EXIT_CODES.done
}
