import type { IUnicodeVersionProvider } from '@xterm/headless'

/**
 * Widths as the terminals of today have them (emoji two columns, marks none). The emulator's own table is of Unicode 6, in which emoji are one column
 * wide. Deliberately not the table of src/view: a width that claw has wrong must show.
 */
export const charWidth: IUnicodeVersionProvider = {
  version: 'today',
  wcwidth: columns,
  charProperties: (codepoint, before) => {
    const joins = before !== 0 && columns(codepoint) === 0 && widthOf(before) > 0
    return packed(joins ? widthOf(before) : columns(codepoint), joins)
  },
}

const NO_COLUMN = /\p{Mark}|\p{Cf}|\p{Cc}|[\u1160-\u11ff]/u
const SCRIPTS = /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|\p{Script=Bopomofo}|\p{Script=Yi}/u
const TWO_COLUMNS = /\p{Emoji_Presentation}|[\u3000-\u303e\u30fb-\u30fc\uff01-\uff60\uffe0-\uffe6]/u
const HALF_WIDTH = /[\uff61-\uffdc]/u

function columns(codepoint: number): 0 | 1 | 2 {
  if (codepoint < 0x7f) return codepoint < 0x20 ? 0 : 1
  const char = String.fromCodePoint(codepoint)
  if (codepoint === 0xad) return 1
  if (NO_COLUMN.test(char)) return 0
  return !HALF_WIDTH.test(char) && (SCRIPTS.test(char) || TWO_COLUMNS.test(char)) ? 2 : 1
}

// How xterm.js packs what it keeps of a character: bit 0 that it joins the cell before it, bits 1 and 2 the width.
function packed(width: number, joins: boolean): number {
  return (width << 1) | (joins ? 1 : 0)
}

function widthOf(kept: number): number {
  return (kept >> 1) & 3
}
