import { clusterAt } from '../../../graphemes.ts'

const WORD = /[\p{L}\p{N}\p{M}_]/u

/** Where the cursor would come to. */
export type Motion = (text: string, cursor: number) => number

export const MOTIONS = {
  left: (text, cursor) => (cursor === 0 ? 0 : clusterAt(text, cursor - 1).start),
  right: (text, cursor) => (cursor >= text.length ? text.length : clusterAt(text, cursor).end),
  lineStart: (text, cursor) => (cursor === 0 ? 0 : text.lastIndexOf('\n', cursor - 1) + 1),
  lineEnd: (text, cursor) => {
    const end = text.indexOf('\n', cursor)
    return end === -1 ? text.length : end
  },
  wordLeft: (text, cursor) =>
    back(
      text,
      back(text, cursor, (char) => !WORD.test(char)),
      (char) => WORD.test(char),
    ),
  wordRight: (text, cursor) =>
    on(
      text,
      on(text, cursor, (char) => !WORD.test(char)),
      (char) => WORD.test(char),
    ),
  /** As a shell has it: a word is what stands between spaces. */
  spacedLeft: (text, cursor) =>
    back(
      text,
      back(text, cursor, (char) => /\s/u.test(char)),
      (char) => /\S/u.test(char),
    ),
  textStart: () => 0,
  textEnd: (text) => text.length,
} as const satisfies Record<string, Motion>

function back(text: string, from: number, holds: (char: string) => boolean): number {
  let at = from
  while (at > 0) {
    const { start } = clusterAt(text, at - 1)
    if (!holds(text.slice(start, at))) return at
    at = start
  }
  return at
}

function on(text: string, from: number, holds: (char: string) => boolean): number {
  let at = from
  while (at < text.length) {
    const { end } = clusterAt(text, at)
    if (!holds(text.slice(at, end))) return at
    at = end
  }
  return at
}
