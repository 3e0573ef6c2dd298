import type { KeyRow } from './key-row.ts'

/** Keys that hold on every screen, unless the screen has given the key a meaning of its own. */
export const GLOBAL_KEYS: readonly KeyRow[] = [
  { action: 'menu.help', keys: ['?', 'f1'], label: 'help', help: 'Show every key of this screen.' },
  { action: 'menu.command', keys: [':'], label: 'go to', help: 'Go to a place by its name.', quiet: true },
  { action: 'menu.waiting', keys: ['!', 'f2'], label: 'what waits', help: 'Go to what waits for your word.', quiet: true },
  { action: 'menu.back', keys: ['escape'], label: 'back', help: 'Back to where you came from.' },
  { action: 'menu.quit', keys: ['q', 'ctrl+c'], label: 'quit', help: 'Leave the menu. Runs go on.' },
  { action: 'menu.redraw', keys: ['ctrl+l'], label: 'redraw', help: 'Draw the screen anew.', quiet: true },
  {
    action: 'menu.suspend',
    keys: ['ctrl+z'],
    label: 'suspend',
    help: 'Put claw into the background of the shell; `fg` brings it back.',
    quiet: true,
  },
]

export const HELP_KEYS: readonly KeyRow[] = [
  { action: 'help.close', keys: ['escape', '?', 'q', 'enter', 'f1', 'ctrl+c'], label: 'close', help: 'Close the help.' },
  { action: 'help.up', keys: ['up', 'k'], label: 'up', help: 'Up one line.', quiet: true },
  { action: 'help.down', keys: ['down', 'j'], label: 'down', help: 'Down one line.', quiet: true },
  { action: 'help.page-up', keys: ['pageup', 'b'], label: 'page up', help: 'Up one page.', quiet: true },
  { action: 'help.page-down', keys: ['pagedown', 'space'], label: 'page down', help: 'Down one page.', quiet: true },
]

export const COMMAND_KEYS: readonly KeyRow[] = [
  { action: 'command.go', keys: ['enter'], label: 'go', help: 'Go there.' },
  { action: 'command.complete', keys: ['tab'], label: 'complete', help: 'Complete the name.' },
  { action: 'command.close', keys: ['escape', 'ctrl+c'], label: 'close', help: 'Stay here.' },
]
