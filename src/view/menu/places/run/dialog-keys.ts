import type { KeyRow } from '../../key-row.ts'
import { PANE_KEYS } from '../../parts/pane.ts'

/** Modes of the screen while it asks something. */
export const CHOOSING = 'choosing'
export const WRITING = 'writing'
export const READING = 'reading'

export const CHOOSE_KEYS: readonly KeyRow[] = [
  { action: 'choose.take', keys: ['enter'], label: 'take', help: 'Take what is chosen.', mode: CHOOSING },
  { action: 'choose.close', keys: ['escape'], label: 'leave', help: 'Change nothing.', mode: CHOOSING },
  { action: 'choose.up', keys: ['up', 'k'], label: 'up', help: 'The choice above.', mode: CHOOSING, quiet: true },
  { action: 'choose.down', keys: ['down', 'j'], label: 'down', help: 'The choice below.', mode: CHOOSING, quiet: true },
]

export const INPUT_KEYS: readonly KeyRow[] = [
  { action: 'input.take', keys: ['enter'], label: 'take', help: 'Take what is written.', mode: WRITING },
  { action: 'input.close', keys: ['escape', 'ctrl+c'], label: 'leave', help: 'Change nothing.', mode: WRITING },
]

export const REPORT_KEYS: readonly KeyRow[] = [
  { action: 'report.take', keys: ['enter'], label: 'do it', help: 'Do what is shown.', mode: READING },
  { action: 'report.close', keys: ['escape'], label: 'leave', help: 'Close it; nothing is changed.', mode: READING },
  ...PANE_KEYS.map((row) => ({ ...row, mode: READING })),
]
