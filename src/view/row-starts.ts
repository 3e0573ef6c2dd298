import { graphemes } from './graphemes.ts'
import { letterWidth } from './letter-width.ts'

/**
 * Where each row begins when a text without newlines is wrapped to `columns` (2 or more): after spaces and beside wide characters; a word that is wider
 * than a row is broken between its characters. The rows joined are the text.
 */
export function rowStarts(text: string, columns: number): number[] {
  const starts = [0]
  let [row, word, at, wordAt] = [0, 0, 0, 0]
  let before = { text: '', width: 0 }
  for (const part of parts(text, columns)) {
    const width = letterWidth(part)
    const here = { text: part, width }
    if (opensWord(before, here)) {
      wordAt = at
      word = 0
    }
    row += width
    word += width
    if (row > columns) {
      const movesWord = wordAt > (starts.at(-1) ?? 0) && word <= columns
      starts.push(movesWord ? wordAt : at)
      row = movesWord ? word : width
    }
    before = here
    at += part.length
  }
  return starts
}

interface Part {
  readonly text: string
  readonly width: number
}

function opensWord(before: Part, here: Part): boolean {
  return here.text !== ' ' && (before.text === ' ' || here.width > 1 || before.width > 1)
}

// Hostile text stacks what is drawn side by side into one cluster, wider than any row.
function* parts(text: string, columns: number): Iterable<string> {
  for (const letter of graphemes(text)) {
    if (letter.length > 1 && letterWidth(letter) > columns) yield* letter
    else yield letter
  }
}
