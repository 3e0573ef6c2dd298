/** One word of a command after quote removal, while its command is still being looked through. */
export interface Word {
  /** null: made at run time. */
  readonly value: string | null
  /** Made at run time and not quoted: may become any number of words. */
  readonly splits: boolean
  /** Holds `*`, `?` or `[` without quotes: stands for file names. */
  readonly glob: boolean
}

export const plainWord = (value: string | null): Word => ({ value, splits: false, glob: false })

export const DYNAMIC: Word = { value: null, splits: true, glob: false }
