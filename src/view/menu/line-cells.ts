import { graphemes } from '../graphemes.ts'
import { letterWidth } from '../letter-width.ts'
import { type Line, type Meaning, plainText, span } from './span.ts'

/** One grapheme cluster of a line. */
export interface Cell {
  readonly text: string
  readonly as: Meaning
  readonly width: number
}

/** One by one, so that a long line costs what is shown of it. A cluster that reaches into the next span belongs to the first: terminals draw it as one. */
export function* lineCells(line: Line): Iterable<Cell> {
  const meaningAt = meanings(line)
  let at = 0
  for (const text of graphemes(plainText(line))) {
    yield { text, as: meaningAt(at), width: letterWidth(text) }
    at += text.length
  }
}

/** Neighbours of one meaning are one span. */
export function cellsLine(cells: readonly Cell[]): Line {
  const runs: { as: Meaning; texts: string[] }[] = []
  for (const { text, as } of cells) {
    const last = runs.at(-1)
    if (last?.as === as) last.texts.push(text)
    else runs.push({ as, texts: [text] })
  }
  return runs.map(({ as, texts }) => span(texts.join(''), as))
}

function meanings(line: Line): (offset: number) => Meaning {
  let [index, start] = [0, 0]
  return (offset) => {
    for (let here = line[index]; here !== undefined && start + here.text.length <= offset; here = line[index]) {
      start += here.text.length
      index += 1
    }
    return line[index]?.as ?? 'plain'
  }
}
