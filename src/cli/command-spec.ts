import type { ExitCode } from '../kernel/error-codes.ts'
import type { Json } from '../kernel/json.ts'
import type { ErrorDocument, RunDocument } from '../protocol/run.ts'
import type { CommandContext } from './command-context.ts'

/** A command as data: parsing, help, docs/CLI.md and shell completion are made from it. Nothing of a command loads before it runs. */
export interface CommandSpec {
  readonly name: string
  readonly summary: string
  readonly group: CommandGroup
  readonly args: readonly ArgSpec[]
  readonly options: readonly OptionSpec[]
  readonly examples: readonly string[]
  /** Which JSON document it gives: that of a run, or the general one. */
  readonly document: 'run' | 'result'
  readonly outputs: readonly OutputFormat[]
  /** Makes the folder a workspace; every other command leaves a folder that is none as it was. */
  readonly makesWorkspace?: true
  readonly load: () => Promise<CommandModule>
}

export const COMMAND_GROUPS = ['tasks', 'look', 'answer', 'place', 'help'] as const
export type CommandGroup = (typeof COMMAND_GROUPS)[number]
export type OutputFormat = 'text' | 'json' | 'jsonl'

export interface ArgSpec {
  readonly name: string
  readonly description: string
  readonly required: boolean
  /** Takes all further words, joined by a space. */
  readonly rest?: boolean
  readonly choices?: readonly string[]
}

export interface OptionSpec {
  readonly name: string
  readonly short?: string
  readonly description: string
  /** Name of its value in help; absent: a switch. */
  readonly value?: string
  readonly choices?: readonly string[]
  /** Its values are asked for when they are completed: the steps of the run that is named before it. */
  readonly values?: 'steps'
  /** `count`: a whole number from 1; `duration`: seconds, or with s, m, h; `amount`: a number from 0. */
  readonly kind?: 'count' | 'duration' | 'amount'
  /** Words that may stand instead of a number. */
  readonly words?: readonly string[]
  /** May be repeated: the values are joined, one a line. */
  readonly many?: true
  /** The setting that it overrides. */
  readonly setting?: string
}

export interface CommandModule {
  readonly run: (context: CommandContext) => Promise<CommandOutcome>
}

export interface CommandOutcome {
  /** For stdout in text mode; a newline is added. Absent or empty: nothing. */
  readonly text?: string
  /** `result` of the JSON document. */
  readonly result: Json
  /** 0 when absent. */
  readonly exit?: ExitCode
  readonly error?: ErrorDocument
  /** For commands whose document is that of a run. */
  readonly document?: RunDocument
  /** The command has written its output itself, also in JSON mode. */
  readonly written?: boolean
}
