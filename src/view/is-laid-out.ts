// Two blanks within a line, a tab, a table, a fence, lines of a tree: their places count.
const LAID_OUT = /\S {2,}\S|\t|^\s*\||^\s*```|[\u2500-\u257f]|^ {4,}\S/m

/** Whether a text is set in columns or is code, so that every letter has to be as wide as another; prose is not. */
export function isLaidOut(text: string): boolean {
  return LAID_OUT.test(text)
}
