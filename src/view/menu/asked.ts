/** What a form asks now, for somebody who hears it: one field at a time. */
export interface Asked {
  /** Another one is another question. */
  readonly id: string
  /** The question, and what is filled in. */
  readonly lines: readonly string[]
  /** What is wrong with what was filled in so far. */
  readonly problems: readonly string[]
  readonly by: AskedBy
}

/** How a typed line becomes the answer. */
export type AskedBy =
  /** `rows`: lines that stand there now. `long`: it may have several. `hidden`: it is not shown while it is typed. */
  | { readonly is: 'text'; readonly rows: number; readonly long: boolean; readonly hidden: boolean }
  | { readonly is: 'one'; readonly at: number; readonly count: number }
  | { readonly is: 'many'; readonly at: number; readonly marked: readonly boolean[] }
  | { readonly is: 'yes' }
  /** Whether what was filled in may be lost. */
  | { readonly is: 'leave' }
  | { readonly is: 'submit' }
