/** A line of the key table: the same data answers the key, stands in the footer, makes the help and docs/MENU.md. */
export interface KeyRow {
  /** What the screen is told. */
  readonly action: string
  /** Names as in key.ts; the first one is shown. */
  readonly keys: readonly string[]
  /** One or two words for the footer. */
  readonly label: string
  /** One sentence for the help. */
  readonly help: string
  /** In which state of the screen it holds; absent: in its usual one. */
  readonly mode?: string
  /** Not in the footer: arrows and the like. */
  readonly quiet?: true
}

/** A row as it stands for the screen of this moment. */
export interface LiveKey extends KeyRow {
  /** Why it does nothing now; empty: it works. */
  readonly refused: string
}
