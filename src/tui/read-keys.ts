import { EventEmitter } from 'node:events'
import { emitKeypressEvents, type Interface } from 'node:readline'
import { StringDecoder } from 'node:string_decoder'
import { charKey, type Key } from '../view/menu/key.ts'
import { createReadableInput } from './readable-input.ts'

export interface KeyListener {
  onKey(key: Key): void
  /** A whole paste, as it came. */
  onPaste(text: string): void
}

/** An Esc that comes alone has waited for its rest already. */
const ESCAPE_MS = 1
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
  const keys = new EventEmitter()
  emitKeypressEvents(keys as unknown as NodeJS.ReadableStream, { escapeCodeTimeout: ESCAPE_MS } as unknown as Interface)
  keys.on('keypress', onKeypress)
  const decoder = new StringDecoder('utf8')
  const take = createReadableInput(
    (text) => keys.emit('data', text),
    () => pasted !== null,
  )
  const onData = (data: Buffer): void => take(decoder.write(data))
  stdin.on('data', onData)
  stdin.resume()
  return () => {
    keys.removeAllListeners()
    stdin.off('data', onData)
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
