import { emitKeypressEvents, type Interface } from 'node:readline'
import { charKey, type Key } from '../view/menu/key.ts'

export interface KeyListener {
  onKey(key: Key): void
  /** A whole paste, as it came. */
  onPaste(text: string): void
}

/** How long an Esc waits for the rest of a sequence that begins with it. */
const ESCAPE_MS = 40
/** Other names for what the decoder of node calls a key. */
const NAMES: Readonly<Record<string, string>> = { return: 'enter', enter: 'ctrl+j', linefeed: 'ctrl+j' }
// Node gives it no name. Terminals send it for ctrl+/ too.
const CTRL_UNDERSCORE = '\u001f'
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/u

interface Keypress {
  readonly sequence?: string
  readonly name?: string
  readonly ctrl?: boolean
  readonly meta?: boolean
  readonly shift?: boolean
}

/** Keys of a terminal in raw mode, decoded by node's own reader; a bracketed paste comes as one text. Returns the end of it. */
export function readKeys(stdin: NodeJS.ReadStream, listener: KeyListener): () => void {
  let pasted: string[] | null = null
  const onKeypress = (char: string | undefined, press: Keypress): void => {
    if (press.name === 'paste-start') pasted = []
    else if (press.name === 'paste-end') {
      const text = pasted?.join('') ?? ''
      pasted = null
      if (text !== '') listener.onPaste(text)
    } else if (pasted !== null) pasted.push(press.sequence ?? char ?? '')
    else {
      const key = keyOf(char, press)
      if (key !== undefined) listener.onKey(key)
    }
  }
  emitKeypressEvents(stdin, { escapeCodeTimeout: ESCAPE_MS } as unknown as Interface)
  stdin.on('keypress', onKeypress)
  stdin.resume()
  return () => {
    stdin.off('keypress', onKeypress)
    stdin.pause()
  }
}

function keyOf(char: string | undefined, { name, sequence, ctrl = false, meta = false, shift = false }: Keypress): Key | undefined {
  const printable = !ctrl && !meta && char !== undefined && char !== '' && !CONTROL.test(char)
  if (printable && sequence === char) return charKey(char)
  if (sequence === CTRL_UNDERSCORE) return { name: 'ctrl+_', text: '' }
  if (name === undefined || name === 'undefined') return undefined
  const held = `${ctrl ? 'ctrl+' : ''}${meta && name !== 'escape' ? 'alt+' : ''}${shift && name.length > 1 ? 'shift+' : ''}`
  return { name: `${held}${NAMES[name] ?? name}`, text: '' }
}
