/** How long an Esc, and every other beginning of a sequence, waits for the rest. */
const WAIT_MS = 40
// Control strings to their end, and control sequences; the function keys of the Linux console have a second bracket.
const SEQUENCE = /(\u001b[\]PX^_][^\u0007\u001b]*(?:\u0007|\u001b\\)|\u001b\[\[[A-E]|\u001b\[[0-?]*[ -/]*[@-Z\\-~]|\u001bO[0-9;]*[A-Za-z])/
const READABLE = /^\u001b(?:\[\[[A-E]|\[\d{0,3}(?:;\d)?[A-Za-z~^$]|O\d?[A-Za-z])$/
const BEGUN = /\u001b(?:|\[\[?|\[[0-?]+[ -/]*|[\]PX^_][^\u0007\u001b]*\u001b?|O[0-9;]*)$/
/** The Esc key, or Alt with another, when nothing comes after it. */
const KEY = /^\u001b[\]PX^_]?$/
const NO_TEXT = /\ufffd/g

/**
 * What a terminal sends besides keys (late answers to a question of another program, reports that nobody asked for) is left out whole: node's decoder
 * takes the beginning of what it does not know, and types the rest. A paste is passed on as it is.
 */
export function createReadableInput(pass: (text: string) => void, isPasting: () => boolean): (text: string) => void {
  let begun = ''
  let timer: NodeJS.Timeout | undefined
  const passPiece = (piece: string): void => {
    if (isPasting()) pass(piece)
    else if (!piece.startsWith('\u001b') || !SEQUENCE.test(piece)) pass(piece.replace(NO_TEXT, ''))
    else if (READABLE.test(piece)) pass(piece)
  }
  return (text) => {
    clearTimeout(timer)
    const all = begun + text
    begun = isPasting() ? '' : (BEGUN.exec(all)?.[0] ?? '')
    for (const piece of all.slice(0, all.length - begun.length).split(SEQUENCE)) if (piece !== '') passPiece(piece)
    if (begun === '') return
    timer = setTimeout(() => {
      const rest = begun
      begun = ''
      if (KEY.test(rest)) pass(rest)
    }, WAIT_MS)
  }
}
