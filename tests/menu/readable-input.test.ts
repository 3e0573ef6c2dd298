import { PassThrough } from 'node:stream'
import { expect, it } from 'vitest'
import { readKeys } from '../../src/tui/read-keys.ts'

/** What is understood of these pieces, each read for itself. */
async function understood(...pieces: readonly (string | Buffer)[]): Promise<string[]> {
  const stdin = new PassThrough()
  const heard: string[] = []
  const stop = readKeys(stdin as unknown as NodeJS.ReadStream, {
    onKey: ({ name }) => heard.push(name),
    onPaste: (text) => heard.push(`pasted ${text}`),
  })
  for (const piece of pieces) {
    stdin.write(piece)
    await new Promise((done) => setImmediate(done))
  }
  await new Promise((done) => setTimeout(done, 100))
  stop()
  return heard
}

it('keys are read by their names', async () => {
  expect(await understood('j', ' ', '\r', '\u007f', '\u001b[A', '\u001bOB', '\u001b[5~', '\u001b[Z', '\u001b\r', '\u0003')).toEqual([
    'j',
    'space',
    'enter',
    'backspace',
    'up',
    'down',
    'pageup',
    'shift+tab',
    'alt+enter',
    'ctrl+c',
  ])
  expect(await understood('\u001b[1;5D\u001bOP\u001b[[A\u001bb')).toEqual(['ctrl+left', 'f1', 'f1', 'alt+b'])
})

it('Esc alone is Esc after a moment, and so is Alt with a key that begins a control string', async () => {
  expect(await understood('\u001b')).toEqual(['escape'])
  expect(await understood('\u001bP')).toEqual(['alt+p'])
})

it.each([
  ['an answer that the terminal gives late', '\u001b]11;rgb:1e1e/1e1e/1e1e\u001b\\'],
  ['the same, ended by a bell', '\u001b]11;rgb:1e1e/1e1e/1e1e\u0007'],
  ['device attributes', '\u001b[?62;22c'],
  ['more of them', '\u001b[>0;276;0c'],
  ['a device control string', '\u001bP1$r0m\u001b\\'],
  ['a report of the mouse', '\u001b[<0;10;10M'],
  ['a key in a way that was not asked for', '\u001b[27;5;106~'],
  ['the size of the terminal', '\u001b[8;24;80t'],
])('%s is no key, whole or in pieces, and the next one is read', async (_name, sequence) => {
  expect(await understood(`${sequence}j`)).toEqual(['j'])
  expect(await understood(...sequence, 'j')).toEqual(['j'])
})

it('the beginning of a sequence that has no end is nothing', async () => {
  const stdin = ['\u001b[1;', '\u001bO', '\u001b[']
  for (const begun of stdin) expect(await understood(begun)).toEqual([])
})

it('bytes that are no text are no keys', async () => {
  expect(await understood(Buffer.from([0xff, 0xfe, 0x80]), 'j')).toEqual(['j'])
})

it('a character that comes in two pieces is one', async () => {
  const [first, ...rest] = Buffer.from('ü')
  expect(await understood(Buffer.from([first ?? 0]), Buffer.from(rest))).toEqual(['ü'])
})

it('a paste is one text, as it came, however it was cut', async () => {
  const text = 'one\rtwo \u001b]11;x\u0007 \u001b[31mred'
  expect(await understood(`\u001b[200~${text}\u001b[201~j`)).toEqual([`pasted ${text}`, 'j'])
  expect(await understood('\u001b[20', `0~${text}\u001b[2`, '01~j')).toEqual([`pasted ${text}`, 'j'])
})
