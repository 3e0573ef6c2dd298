/** What a terminal (xterm) sends for a key, named as the key table of the menu names it: 'j', 'enter', 'ctrl+c', 'alt+enter', 'shift+tab'. */
export function keyBytes(name: string, applicationCursor = false): string {
  const [key, held] = withoutModifiers(name)
  const cursor = own(CURSOR, key)
  if (cursor !== undefined) return held === 0 ? `\u001b${applicationCursor ? 'O' : '['}${cursor}` : `\u001b[1;${held + 1}${cursor}`
  const edit = own(EDIT, key)
  if (edit !== undefined) return held === 0 ? `\u001b[${edit}~` : `\u001b[${edit};${held + 1}~`
  if (key === 'tab' && held === SHIFT) return '\u001b[Z'
  const text = own(PLAIN, key) ?? key
  if ([...text].length !== 1 && own(PLAIN, key) === undefined) throw new Error(`No key is named '${name}'`)
  const typed = held & CTRL ? controlCharacter(text) : text
  return held & ALT ? `\u001b${typed}` : typed
}

const SHIFT = 1
const ALT = 2
const CTRL = 4
const MODIFIERS = { 'shift+': SHIFT, 'alt+': ALT, 'ctrl+': CTRL }
const CURSOR = { up: 'A', down: 'B', right: 'C', left: 'D', home: 'H', end: 'F' }
const EDIT = { insert: 2, delete: 3, pageup: 5, pagedown: 6, f5: 15, f6: 17, f7: 18, f8: 19, f9: 20, f10: 21, f11: 23, f12: 24 }
const PLAIN = {
  enter: '\r',
  escape: '\u001b',
  tab: '\t',
  space: ' ',
  backspace: '\u007f',
  f1: '\u001bOP',
  f2: '\u001bOQ',
  f3: '\u001bOR',
  f4: '\u001bOS',
}

function withoutModifiers(name: string): [key: string, held: number] {
  for (const [prefix, bit] of Object.entries(MODIFIERS))
    if (name.startsWith(prefix) && name.length > prefix.length) {
      const [key, held] = withoutModifiers(name.slice(prefix.length))
      return [key, held | bit]
    }
  return [name, 0]
}

function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined
}

// A terminal that holds Ctrl sends the low five bits; Enter and Backspace stay what they are.
function controlCharacter(text: string): string {
  return /^[@-_a-z ]$/i.test(text) ? String.fromCharCode(text.toUpperCase().charCodeAt(0) & 0x1f) : text
}
