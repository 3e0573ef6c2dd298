import { PassThrough } from 'node:stream'
import { expect, it } from 'vitest'
import { readKeys } from '../../src/tui/read-keys.ts'
import { COMMAND_KEYS, GLOBAL_KEYS, HELP_KEYS } from '../../src/view/menu/global-keys.ts'
import { EDITOR_KEYS } from '../../src/view/menu/parts/editor/editor-keys.ts'
import { FORM_ROWS } from '../../src/view/menu/parts/form/form-keys.ts'
import { PLACES } from '../../src/view/menu/places.ts'
import { keyBytes } from '../helpers/terminal/key-bytes.ts'

const ROWS = [
  ...GLOBAL_KEYS,
  ...HELP_KEYS,
  ...COMMAND_KEYS,
  ...EDITOR_KEYS,
  ...FORM_ROWS,
  ...Object.values(PLACES).flatMap(({ keys }) => keys),
]
const NAMES = [...new Set(ROWS.flatMap(({ keys }) => keys))]
/** The same byte as another key in every terminal. */
const TWINS: Readonly<Record<string, string>> = { 'ctrl+h': 'backspace', 'ctrl+i': 'tab', 'ctrl+m': 'enter' }

it('every key of the tables is one that a terminal can send, and is read by that name', async () => {
  const stdin = new PassThrough()
  const heard: string[] = []
  const stop = readKeys(stdin as unknown as NodeJS.ReadStream, { onKey: ({ name }) => heard.push(name), onPaste: () => undefined })
  for (const name of NAMES) {
    stdin.write(keyBytes(name))
    await new Promise((done) => setTimeout(done, name === 'escape' ? 60 : 0))
  }
  stop()
  expect(heard).toEqual(NAMES.map((name) => TWINS[name] ?? name))
})
