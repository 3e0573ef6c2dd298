import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { readTypedLines } from '../../src/tui/typed-lines.ts'

const soon = (): Promise<void> => new Promise((done) => setTimeout(done, 20))

test('a line that must not be shown is read by who hides it, then lines go on; the end of the input is told once', async () => {
  const stdin = new PassThrough()
  const heard: string[] = []
  let give: (line: string | undefined) => void = () => undefined
  const lines = readTypedLines({
    stdin: stdin as unknown as NodeJS.ReadStream,
    readHidden: () => new Promise((resolve) => (give = resolve)),
    onLine: (line) => heard.push(line),
    onGivenUp: () => heard.push('given up'),
    onEnd: () => heard.push('end'),
  })
  stdin.write('one\n')
  await soon()
  lines.hide(true)
  lines.hide(true)
  give('secret')
  await soon()
  lines.hide(true)
  give(undefined)
  await soon()
  stdin.write('two\n')
  await soon()
  stdin.end()
  await soon()
  expect(heard).toEqual(['one', 'secret', 'given up', 'two', 'end'])
})
