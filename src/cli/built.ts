/** What only the build knows; it stands in the launcher as a constant. */
export interface Built {
  /** Command lines of one word that are answered before any code is loaded, with their answers. */
  readonly answers: readonly (readonly [word: string, answer: string])[]
  /** Hash of the program's chunks. */
  readonly id: string
  /** File name of the chunk that exports `main`. */
  readonly program: string
}

declare const CLAW_BUILT: string

export const BUILT = JSON.parse(CLAW_BUILT) as Built
