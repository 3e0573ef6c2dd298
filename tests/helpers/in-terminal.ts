import { openTerminal, type Terminal } from './terminal.ts'

/** The built program in a terminal so large that nothing is wrapped and nothing scrolls away: for commands that ask line by line. */
export interface InTerminal extends Pick<Terminal, 'raw'> {
  /** Everything on the screen so far, without colours. */
  screen(): string
  type(keys: string): void
  /** Waits until the screen shows it. */
  shows(text: string | RegExp): Promise<void>
  readonly ended: Promise<number>
  kill(): Promise<void>
}

export function inTerminal(
  args: readonly string[],
  options: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): InTerminal {
  const { screen, close, ...terminal } = openTerminal(args, { ...options, columns: 400, rows: 400 })
  return { ...terminal, screen: () => screen().join('\n'), kill: close }
}
