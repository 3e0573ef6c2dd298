/** What a command line does, as far as it can be told without running it. What is not understood is a hazard, and asks. */
export type CommandFacts =
  | {
      readonly parsed: true
      /** Every simple command, those inside of wrappers, substitutions and scripts included. */
      readonly commands: readonly SimpleCommand[]
      readonly redirects: readonly Redirect[]
      /** What hides from the reader: a dynamic command name, a script from a pipe, ... Any of them makes the line ask. */
      readonly hazards: readonly string[]
    }
  | { readonly parsed: false; readonly reason: string }

export interface SimpleCommand {
  /** As written, after quotes are removed; null when it is made at run time. */
  readonly program: string | null
  /** null: made at run time. */
  readonly args: readonly (string | null)[]
  /** An argument that is made at run time without quotes may become several. */
  readonly splits: boolean
  /** What it came through, outermost first: `env`, `xargs`, `find -exec`, `sh -c`, `$( )`, ... */
  readonly via: readonly string[]
  /** Names of the variables set for it alone. */
  readonly assignments: readonly string[]
  readonly background: boolean
}

export interface Redirect {
  readonly op: string
  /** null: made at run time. */
  readonly path: string | null
  readonly writes: boolean
}
