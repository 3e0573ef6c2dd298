import type { ListedRun } from '../../../run-list.ts'
import { runLook } from '../../../run-look.ts'
import { type Span, span } from '../../span.ts'

/** A mark and a word, so that colour is never the only sign. */
export function runMark(run: ListedRun): Span {
  const { mark, word, as } = runLook(run)
  return span(`${mark} ${word}`, as)
}
