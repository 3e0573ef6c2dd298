import type { ClawPlace } from './claw-place.ts'
import { openTerminal, type Terminal, type TerminalOptions } from './terminal.ts'

/** `claw` alone in a terminal, when its first frame is on the screen. */
export async function openMenuIn(place: ClawPlace, options: Partial<TerminalOptions> = {}): Promise<Terminal> {
  const env = { ...place.env, TMPDIR: place.root, CLOSED_CLAW_LOCAL_SERVERS: 'none', ...options.env }
  const terminal = openTerminal([], { cwd: place.workspace, ...options, env })
  await terminal.until(terminal.alternate, 'the menu is open')
  await terminal.shows(/^claw Home/)
  return terminal
}

/** To a place by its name, as `:name` does. */
export async function goTo(terminal: Terminal, place: string, title: RegExp): Promise<void> {
  terminal.press(':')
  await terminal.shows(/^:/m)
  terminal.type(place)
  await terminal.shows(`:${place}`)
  terminal.press('enter')
  await terminal.shows(title)
}
