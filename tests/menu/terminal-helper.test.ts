import { tmpdir } from 'node:os'
import { afterEach, expect, it } from 'vitest'
import { forbiddenBytes } from '../helpers/forbidden-bytes.ts'
import { keyBytes } from '../helpers/terminal/key-bytes.ts'
import { openTerminal, type Terminal, type TerminalOptions } from '../helpers/terminal.ts'

let terminal: Terminal | undefined
afterEach(() => terminal?.close())

/** A small program in place of claw. */
function runs(source: string, options: Partial<TerminalOptions> = {}): Terminal {
  const env = { PATH: process.env['PATH'] ?? '' }
  terminal = openTerminal([], { cwd: tmpdir(), env, command: [process.execPath, '-e', source], ...options })
  return terminal
}

const KEYS_AS_JSON = `
  process.stdin.setRawMode(true)
  process.stdin.on('data', (data) => {
    if (data.toString() === 'q') process.exit(7)
    process.stdout.write(JSON.stringify(data.toString()) + '\\r\\n')
  })
  process.stdout.write('ready\\r\\n')`

it('types, and passes the exit code on', async () => {
  const shown = runs(KEYS_AS_JSON)
  await shown.shows('ready')
  shown.press('ctrl+c')
  await shown.shows('"\\u0003"')
  shown.press('alt+enter')
  await shown.shows('"\\u001b\\r"')
  shown.press('q')
  expect(await shown.ended).toBe(7)
})

it('a wait in vain ends with the program and shows the screen', async () => {
  const shown = runs('console.log("all I say")')
  await expect(shown.shows('more')).rejects.toThrow(/ended with 0[\s\S]*all I say/)
})

it('a resize reaches program and picture', async () => {
  const shown = runs(`
    const say = () => console.log('columns', process.stdout.columns, 'rows', process.stdout.rows)
    say(); process.stdout.on('resize', say); setInterval(() => {}, 1000)`)
  await shown.shows('columns 100 rows 30')
  shown.resize(40, 10)
  await shown.shows('columns 40 rows 10')
  expect(shown.screen()).toHaveLength(10)
})

it('answers what a program asks a terminal', async () => {
  const shown = runs(`${KEYS_AS_JSON}; process.stdout.write('\\u001b[6n')`)
  await shown.shows('"\\u001b[2;1R"')
})

it('pastes between brackets once the program asked for them', async () => {
  const shown = runs(`${KEYS_AS_JSON}; process.stdout.write('\\u001b[?2004h')`)
  await shown.shows('ready')
  await shown.until(shown.bracketedPaste, 'brackets are asked for')
  shown.paste('one\ntwo')
  await shown.shows('"\\u001b[200~one\\rtwo\\u001b[201~"')
})

it('takes a long paste without losing a byte', async () => {
  const shown = runs(`
    let all = 0
    process.stdin.setRawMode(true)
    process.stdin.on('data', (data) => { all += data.length; if (all === 300000) console.log('all came') })
    console.log('ready')`)
  await shown.shows('ready')
  shown.type('x'.repeat(300_000))
  await shown.shows('all came')
})

it('stops and goes on, as under a shell', async () => {
  const shown = runs(`
    process.on('SIGCONT', () => console.log('back'))
    process.stdin.setRawMode(true)
    process.stdin.on('data', () => process.kill(process.pid, 'SIGTSTP'))
    console.log('ready')`)
  await shown.shows('ready')
  for (let times = 1; times <= 2; times += 1) {
    shown.press('ctrl+z')
    await shown.stopped()
    shown.continueStopped()
    await shown.shows(new RegExp(`(back\\s+){${times}}`))
  }
})

it('a terminal that dies hangs the program up', async () => {
  const shown = runs('console.log("ready"); setInterval(() => {}, 1000)')
  await shown.shows('ready')
  shown.hangup()
  expect(await shown.ended).toBe(129)
})

it('keeps what stood there, in lines, colours and widths', async () => {
  const shown = runs(`process.stdout.write('\\u001b[31mred\\u001b[0m \\u{1f600}e\\u0301|')`, { before: 'older\r\n', columns: 20, rows: 3 })
  expect(await shown.ended).toBe(0)
  expect(shown.screen().slice(0, 2)).toEqual(['older', 'red \u{1f600}e\u0301|'])
  expect(shown.styledScreen()[1]?.[0]).toMatchObject({ text: 'r', foreground: 1 })
  expect(shown.cursor()).toEqual({ row: 1, column: 8 })
  expect(shown.modes()).toContain('icanon')
})

it('knows the keys by name', () => {
  const names = ['up', 'shift+up', 'ctrl+left', 'pagedown', 'shift+tab', 'alt+b', 'ctrl+x', 'f5', 'space', 'J', '+']
  const bytes = ['\u001b[A', '\u001b[1;2A', '\u001b[1;5D', '\u001b[6~', '\u001b[Z', '\u001bb', '\u0018', '\u001b[15~', ' ', 'J', '+']
  expect(names.map((name) => keyBytes(name))).toEqual(bytes)
  expect(() => keyBytes('pgdn')).toThrow("No key is named 'pgdn'")
})

it('tells what must never be written', () => {
  const of = (text: string, rules = {}): string[] => forbiddenBytes(Buffer.from(text), rules)
  expect(of('\u001b[?1049h\u001b[?25l\u001b[2J\u001b[31mx\u001b[?2004h\u001b[?2004l\u001b[?25h\u001b[?1049l')).toEqual([])
  expect(of('\u001b[3J\u001bc\u001b[?1000;1006h\u009b\u001b]52;c;x\u0007')).toHaveLength(6)
  expect(of('\u001b[?1049h\u001b[?25l\u001b[?2004h')).toHaveLength(3)
  expect(of('\u001b[?1049h\u001b[?25l\u001b[?2004h', { killed: true })).toEqual([])
  expect(of('\u001b[?1049h\u001b[2J\u001b[?1049l', { inline: true })).toHaveLength(2)
  expect(forbiddenBytes(Buffer.from([0x9b, 0x41]))).toEqual(['bytes that are not UTF-8'])
})
