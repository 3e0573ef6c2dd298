export interface StreamRules {
  /** Of a command that is not the menu: no screen of its own. */
  readonly inline?: boolean
  /** By a signal that no program sees, so it could leave nothing behind it. */
  readonly killed?: boolean
}

/** What must never be in a stream that goes to a terminal, or left behind at its end; in words, and empty when all is well. */
export function forbiddenBytes(bytes: Buffer, { inline = false, killed = false }: StreamRules = {}): string[] {
  const text = bytes.toString('utf8')
  const modes = [...text.matchAll(PRIVATE_MODE)].flatMap(([, numbers = '', onOff = '']) =>
    numbers.split(';').map((mode) => ({ mode: Number(mode), on: onOff === 'h' })),
  )
  const alternate = modes.some(({ mode, on }) => on && ALTERNATE.includes(mode))
  return [
    ...NEVER.filter(([pattern]) => pattern.test(text)).map(([, what]) => what),
    ...modes.filter(({ mode, on }) => on && MOUSE.includes(mode)).map(({ mode }) => `mouse mode ${mode}`),
    ...(inline && text.includes('\u001b[2J') ? ['the whole screen erased'] : []),
    ...(inline && alternate ? ['alternate screen'] : []),
    ...(killed ? [] : leftBehind(modes)),
  ]
}

const PRIVATE_MODE = /\u001b\[\?([\d;]+)([hl])/g
const ALTERNATE = [47, 1047, 1049]
const MOUSE = [9, 1000, 1001, 1002, 1003, 1005, 1006, 1015, 1016]

const NEVER: readonly (readonly [RegExp, string])[] = [
  [/\u001b\[3J/, 'scrollback cleared'],
  [/\u001bc/, 'terminal reset'],
  [/[\u0080-\u009f]/, 'a C1 control character'],
  [/\u001b\](?![02];)/, 'an operating system command that is not the title'],
  [/\u001b[PX^_]/, 'a device control string'],
  [/\ufffd/, 'bytes that are not UTF-8'],
]

const LEFT: readonly (readonly [modes: readonly number[], on: boolean, what: string])[] = [
  [ALTERNATE, true, 'alternate screen not left'],
  [[2004], true, 'bracketed paste left on'],
  [[2026], true, 'synchronised output left on'],
  [[1004], true, 'focus reports left on'],
  [[1], true, 'application cursor keys left on'],
  [[25], false, 'cursor left hidden'],
  [[7], false, 'line wrap left off'],
]

function leftBehind(modes: readonly { readonly mode: number; readonly on: boolean }[]): string[] {
  return LEFT.filter(([of, bad]) => modes.findLast(({ mode }) => of.includes(mode))?.on === bad).map(([, , what]) => what)
}
