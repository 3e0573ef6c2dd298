import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CLAW, type ClawPlace, clawPlace } from '../helpers/claw-place.ts'
import { forbiddenBytes } from '../helpers/forbidden-bytes.ts'
import { createEmulator } from '../helpers/terminal/emulator.ts'
import { openTerminal, type Terminal, type TerminalOptions } from '../helpers/terminal.ts'
import { goTo, openMenuIn } from '../helpers/walk-menu.ts'

let place: ClawPlace
let terminal: Terminal | undefined
beforeEach(() => {
  place = clawPlace({ 'notes.md': '# Notes\n' })
})
afterEach(async () => {
  await terminal?.close()
  terminal = undefined
  place.remove()
})

async function menu(options: Partial<TerminalOptions> = {}): Promise<Terminal> {
  terminal = await openMenuIn(place, options)
  return terminal
}

/** A place with rows, when they are all there and nothing moves any more. */
async function doctor(options: Partial<TerminalOptions> = {}): Promise<Terminal> {
  const shown = await menu(options)
  await goTo(shown, 'doctor', /claw Doctor/)
  await shown.shows(/\d+ failed *$/m)
  await shown.quiet()
  return shown
}

const OLDER = Array.from({ length: 80 }, (_, line) => `older line ${line} of the person's own`).join('\r\n')
const LEFT = '\u001b[?1049l'
const SGR = /\u001b\[[\d;]*m/g

describe('what the menu leaves behind', () => {
  it('is nothing: screen, scrollback, cursor and modes are as they were', async () => {
    const shown = await menu({ before: `${OLDER}\r\n$ claw\r\n` })
    const [above, cooked] = [shown.scrollback(), shown.modes]
    expect(cooked()).toMatch(/-icanon/)
    shown.press('ctrl+c')
    expect(await shown.ended).toBe(0)
    expect(shown.alternate()).toBe(false)
    expect(shown.scrollback()).toEqual(above)
    expect(shown.primary().join('\n').trimEnd()).toBe(`${OLDER.replaceAll('\r', '')}\n$ claw`)
    expect(shown.cursor()).toEqual({ row: 29, column: 0 })
    expect(shown.modes()).toMatch(/ icanon .* echo /s)
    expect(forbiddenBytes(shown.bytes())).toEqual([])
  })

  it.each([
    ['SIGTERM', 143],
    ['SIGINT', 130],
    ['SIGHUP', 129],
  ] as const)('is nothing after %s either', async (signal, code) => {
    const shown = await doctor({ before: OLDER })
    await shown.signal(signal)
    expect(await shown.ended).toBe(code)
    expect(shown.alternate()).toBe(false)
    expect(shown.modes()).toMatch(/ icanon /)
    expect(forbiddenBytes(shown.bytes())).toEqual([])
    expect(shown.primary().join('\n').trimEnd()).toBe(OLDER.replaceAll('\r', ''))
  })

  it('a terminal that dies ends it as a hangup does, by no error', async () => {
    const shown = await doctor()
    shown.hangup()
    expect(await shown.ended).toBe(129)
  })

  it('after kill -9 the workspace is free for the next one', async () => {
    const shown = await doctor()
    await shown.signal('SIGKILL')
    expect(await shown.ended).toBe(137)
    expect(forbiddenBytes(shown.bytes(), { killed: true })).toEqual([])
    await shown.close()
    const again = await menu()
    again.press('ctrl+c')
    expect(await again.ended).toBe(0)
  })
})

describe('Ctrl-Z', () => {
  it('gives the terminal back as it was, and fg draws the screen again, which then works', async () => {
    const shown = await doctor({ before: OLDER })
    const screen = shown.screen()
    for (let times = 0; times < 2; times += 1) {
      shown.press('ctrl+z')
      await shown.stopped()
      expect(shown.alternate()).toBe(false)
      expect(shown.bracketedPaste()).toBe(false)
      expect(shown.modes()).toMatch(/ icanon /)
      expect(forbiddenBytes(shown.bytes())).toEqual([])
      shown.continueStopped()
      await shown.until(() => shown.alternate() && shown.screen().join() === screen.join(), 'the screen is there again')
      expect(shown.modes()).toMatch(/-icanon/)
    }
    shown.press('?')
    await shown.shows('Show every key')
  })

  it('where no shell could go on with it, the screen is back at once', async () => {
    // The first process of its terminal, as in a container.
    const alone = ['python3', '-c', 'import pty, sys; pty.spawn(sys.argv[1:])', process.execPath, CLAW]
    const shown = await menu({ command: alone })
    const written = shown.bytes().length
    shown.press('ctrl+z')
    await shown.until(() => shown.bytes().indexOf(LEFT, written) > 0, 'it was left')
    await shown.until(() => shown.alternate() && /^claw Home/.test(shown.screen()[0] ?? ''), 'it is back')
    await goTo(shown, 'doctor', /claw Doctor/)
  })

  it('a terminal that was resized meanwhile is drawn in its new size', async () => {
    const shown = await doctor()
    shown.press('ctrl+z')
    await shown.stopped()
    shown.resize(60, 12)
    shown.continueStopped()
    await shown.until(shown.alternate, 'the menu is back')
    await drawn(shown, 60)
    await sameAsFresh(shown)
  })

  it('one that was stopped from outside (kill -STOP) draws itself again too', async () => {
    const shown = await doctor()
    const screen = shown.screen().join('\n')
    await shown.signal('SIGSTOP')
    await shown.stopped()
    shown.resize(99, 30)
    shown.resize(100, 30)
    shown.continueStopped()
    shown.press('?')
    await shown.shows('Show every key')
    shown.press('escape')
    await shown.until(() => shown.screen().join('\n') === screen, 'the screen is there again')
  })
})

describe('a resize', () => {
  it('from 200 to 40 columns and down to 10 rows leaves nothing of the old frame', async () => {
    const shown = await doctor({ columns: 200, rows: 50 })
    for (const [columns, rows] of SIZES) {
      shown.resize(columns, rows)
      await drawn(shown, columns)
      expect(shown.screen()[0]).toMatch(/^claw Doctor .* rules$/)
      expect(shown.screen().at(-1)).toBe('')
      await sameAsFresh(shown)
    }
  })

  it('a hundred sizes in no time end in the last one, well drawn', async () => {
    const shown = await doctor({ columns: 200, rows: 50 })
    for (let step = 0; step < 100; step += 1) {
      shown.resize(200 - ((step * 37) % 160), 50 - ((step * 13) % 40))
      if (step % 10 === 0) await shown.quiet(3)
    }
    shown.resize(72, 18)
    await drawn(shown, 72)
    await sameAsFresh(shown)
    expect(forbiddenBytes(shown.bytes(), { killed: true })).toEqual([])
    shown.press('ctrl+c')
    expect(await shown.ended).toBe(0)
  })

  it('to next to nothing is survived', async () => {
    const shown = await doctor()
    for (const [columns, rows] of [
      [1, 1],
      [2, 2],
      [5, 3],
      [300, 2],
      [3, 100],
      [100, 30],
    ] as const) {
      shown.resize(columns, rows)
      await shown.quiet()
    }
    await drawn(shown, 100)
    await sameAsFresh(shown)
  })
})

const SIZES = [
  [120, 30],
  [80, 24],
  [40, 24],
  [40, 10],
  [200, 10],
  [41, 11],
  [200, 50],
] as const

/** The first line fills the new width, and the last one has the keys. */
async function drawn(shown: Terminal, columns: number): Promise<void> {
  await shown.until(() => shown.screen()[0]?.length === columns && /\? help/.test(shown.screen().at(-2) ?? ''), 'it is drawn')
}

/** What stands there is what a drawing of everything gives. */
async function sameAsFresh(shown: Terminal): Promise<void> {
  const screen = shown.screen().join('\n')
  const written = shown.bytes().length
  shown.press('ctrl+l')
  await shown.until(() => shown.bytes().length > written, 'it is drawn anew')
  await shown.until(() => shown.screen().join('\n') === screen, `the screen is this:\n${screen}\n`)
}

describe('input that no person types', () => {
  it('a paste of 100 kB is one paste, taken at once', async () => {
    const shown = await doctor()
    shown.press('/')
    await shown.shows('Esc clear')
    const began = performance.now()
    shown.paste(`needle ${'hay '.repeat(25_000)}`)
    await shown.shows('needle hay')
    expect(performance.now() - began).toBeLessThan(3000)
    shown.press('escape')
    await shown.showsNot('needle')
    shown.press('?')
    await shown.shows('Show every key')
  })

  it('unknown sequences, answers of terminals and garbage do nothing, and the next key works', async () => {
    const shown = await doctor()
    const screen = shown.screen()
    for (const bytes of GARBAGE) {
      shown.type(Buffer.from(bytes, 'latin1'))
      await shown.quiet(60)
    }
    shown.press('?')
    await shown.shows('Show every key')
    shown.press('escape')
    await shown.until(() => shown.screen().join('\n') === screen.join('\n'), 'the same screen as before')
  })

  it('garbage at random ends nothing and breaks nothing', async () => {
    const shown = await doctor()
    let seed = 7
    const next = (): number => {
      seed = (seed * 1103515245 + 12345) % 2147483648
      return seed >> 8
    }
    // Without the keys that go elsewhere or check again: they do what they say.
    const keys = [3, 10, 13, 26, 27, 33, 58, 113, 114]
    const bytes = Buffer.from(Array.from({ length: 4000 }, () => next() & 0xff).filter((byte) => !keys.includes(byte)))
    for (let at = 0; at < bytes.length; at += 200) {
      shown.type(bytes.subarray(at, at + 200))
      await shown.quiet(10)
    }
    shown.type('\u001b[201~')
    await shown.quiet(1500)
    await sameAsFresh(shown)
    expect(forbiddenBytes(shown.bytes(), { killed: true })).toEqual([])
  })
})

const GARBAGE = [
  '\u001b[999;999R',
  '\u001b[?62;22c',
  '\u001b]11;rgb:0000/0000/0000\u0007',
  '\u001bP1$r0m\u001b\\',
  '\u001b[<0;10;10M',
  '\u001b[I\u001b[O',
  '\u001b[27;5;106~',
  '\u001b[200~\u001b[201~',
  '\u0000\u0001\u001c\u001d',
  '\u00ff\u00fe\u00c0\u0080',
  '\u001b[1;9Z\u001b[99~\u001bO9',
]

describe('colours and terminals', () => {
  it('only the sixteen colours that a person chose for the terminal', async () => {
    const shown = await doctor()
    const codes = (shown.bytes().toString().match(SGR) ?? []).flatMap((sequence) => sequence.slice(2, -1).split(';').map(Number))
    expect(codes.length).toBeGreaterThan(0)
    expect(codes.filter((code) => [38, 48, 58].includes(code))).toEqual([])
  })

  it('NO_COLOR gives none, and the words still say all', async () => {
    const shown = await doctor({ env: { ...place.env, NO_COLOR: '1' } })
    expect(shown.bytes().toString().match(SGR)).toBeNull()
    expect(shown.screen().join('\n')).toMatch(/^> \w+ +ok /m)
  })

  it.each([
    ['TERM=dumb', { term: 'dumb' }],
    ['ACCESSIBLE=1', { env: { ACCESSIBLE: '1' } }],
  ])('%s gives lines, not a screen', async (_name, { term, env }: { term?: string; env?: Record<string, string> }) => {
    terminal = openTerminal([], { cwd: place.workspace, env: { ...place.env, ...env }, ...(term === undefined ? {} : { term }) })
    await terminal.shows(/engine|Home/)
    await terminal.quiet(300)
    expect(forbiddenBytes(terminal.bytes(), { inline: true })).toEqual([])
    expect(terminal.bytes().toString()).not.toContain('\u001b[')
  })

  it.each([
    ['in CI', { CI: 'true' }],
    ['where nothing is a terminal', {}],
  ])('%s it says where things stand and ends', async (_name, env) => {
    const { code, stdout } = await place.run([], { env })
    expect(code).toBe(0)
    expect(stdout).toContain('engine     rules')
    expect(stdout).not.toContain('\u001b')
  })
})

describe('flicker', () => {
  it('a key that moves a mark writes two lines, and no moment in between is blank', async () => {
    const shown = await doctor()
    const before = shown.chunks().length
    for (let times = 0; times < 8; times += 1) {
      const written = shown.bytes().length
      shown.press(times < 4 ? 'down' : 'up')
      await shown.until(() => shown.bytes().length > written, 'the key did something')
      await shown.quiet()
      expect(shown.bytes().length - written).toBeLessThan(1200)
    }
    const replay = createEmulator({ columns: 100, rows: 30 })
    await replay.write(Buffer.concat(shown.chunks().slice(0, before)))
    const filled = filledLines(replay.screen())
    const after = Buffer.concat(shown.chunks().slice(before))
    for (let at = 0; at < after.length; at += 50) {
      await replay.write(after.subarray(at, at + 50))
      expect(filledLines(replay.screen())).toBeGreaterThanOrEqual(filled - 2)
      expect(replay.screen()[0]).toMatch(/^claw Doctor/)
    }
  })

  it('nothing that changes writes nothing', async () => {
    const shown = await doctor()
    const written = shown.bytes().length
    await shown.quiet(1500)
    expect(shown.bytes().length).toBe(written)
  })
})

function filledLines(screen: readonly string[]): number {
  return screen.filter((line) => line.trim() !== '').length
}
