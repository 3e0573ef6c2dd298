import type { Redirect, SimpleCommand } from './command-facts.ts'
import { NotUnderstood } from './not-understood.ts'
import type { Word } from './word.ts'

/** What stands on the standard input of a command: nothing of note, a text that is known, or what is made at run time. */
export type Input = { readonly kind: 'none' } | { readonly kind: 'text'; readonly text: string } | { readonly kind: 'made' }

/** A command with its words, before it is looked through. */
export interface Call {
  readonly program: Word
  readonly args: readonly Word[]
  readonly via: readonly string[]
  readonly assignments: readonly string[]
  readonly background: boolean
  readonly input: Input
}

const MAX_STEPS = 20_000
const MAX_NESTING = 12

/** What has been found so far, and the limits that make an end certain: a hostile line is given up, never worked through. */
export interface Reading {
  readonly commands: SimpleCommand[]
  readonly redirects: Redirect[]
  readonly hazards: Set<string>
  /** Functions that the line defines: calls of them run what has been seen already. */
  readonly functions: Set<string>
  step(): void
  /** Looks through a command for those that it runs. */
  command(call: Call): void
  /** Reads a text as a script of its own. */
  script(text: string, call: Pick<Call, 'via' | 'background' | 'input'>): void
}

type ReadScript = (text: string, call: Pick<Call, 'via' | 'background' | 'input'>, reading: Reading) => void

export function createReading(readScript: ReadScript, readCall: (call: Call, reading: Reading) => void): Reading {
  let steps = 0
  let nesting = 0
  const step = (): void => {
    if (++steps > MAX_STEPS) throw new NotUnderstood(`it has more than ${MAX_STEPS} parts`)
  }
  const reading: Reading = {
    commands: [],
    redirects: [],
    hazards: new Set(),
    functions: new Set(),
    step,
    command(call) {
      step()
      readCall(call, reading)
    },
    script(text, call) {
      if (++nesting > MAX_NESTING) throw new NotUnderstood(`scripts are nested more than ${MAX_NESTING} deep`)
      readScript(text, call, reading)
      nesting--
    },
  }
  return reading
}
