import type { KeyRow } from '../../key-row.ts'
import { CONFIRM_KEYS } from '../../parts/confirm.ts'
import { FILTER_KEYS, FILTERING, LIST_KEYS } from '../../parts/list.ts'

/** The modes while something is chosen, or a name is typed. */
export const CHOOSING = 'choosing'
export const NAMING = 'naming'

/** Filters that stand ready on a key. */
export const PRESETS = {
  all: '',
  failed: 'status:failed,partial,denied',
  running: 'status:running,queued',
  waiting: 'status:waiting',
  interrupted: 'status:interrupted',
} as const
export type Preset = keyof typeof PRESETS

const presetKeys = (Object.keys(PRESETS) as Preset[]).map(
  (name, index): KeyRow => ({
    action: `preset.${name}`,
    keys: [String(index + 1)],
    label: name,
    help: name === 'all' ? 'All runs.' : `Only runs that are ${name}.`,
    quiet: true,
  }),
)

export const RUNS_KEYS: readonly KeyRow[] = [
  { action: 'open', keys: ['enter'], label: 'open', help: 'Everything about the chosen run: its steps, log and result.' },
  ...LIST_KEYS.map((row) =>
    row.action === 'list.filter'
      ? { ...row, help: 'Show only runs with these words, or status:, agent:, tool:, since:, until:, session:, tag:, stage:.' }
      : row,
  ),
  { action: 'resume', keys: ['r'], label: 'resume', help: 'Go on with a run that waits or was interrupted.' },
  { action: 'rerun', keys: ['R'], label: 'run again', help: 'A new run of the same task with the same options. Asks first.' },
  {
    action: 'draft',
    keys: ['e'],
    label: 'edit and run',
    help: 'Its task and options in the line at home, to be changed before it is run again.',
    quiet: true,
  },
  { action: 'stop', keys: ['s'], label: 'stop', help: 'Stop it: no new work, the agents are told. Asks first.' },
  {
    action: 'kill',
    keys: ['K'],
    label: 'kill',
    help: 'End its agents and tools at once, also when its process does not answer. Asks first.',
  },
  { action: 'fork', keys: ['f'], label: 'fork', help: 'Another run that goes on from a step of it.', quiet: true },
  { action: 'undo', keys: ['u'], label: 'undo', help: 'Put back the files that it changed. Shows them first.', quiet: true },
  { action: 'export', keys: ['x'], label: 'export', help: 'Write it to a folder or a file.', quiet: true },
  { action: 'id', keys: ['y'], label: 'id', help: 'Show its whole id and the command for it, to be copied.', quiet: true },
  { action: 'order', keys: ['o'], label: 'order', help: 'Newest first, oldest first, longest first.', quiet: true },
  { action: 'refresh', keys: ['ctrl+r'], label: 'refresh', help: 'Look again now; it is looked once a second.', quiet: true },
  ...presetKeys,
  { action: 'complete', keys: ['tab'], label: 'complete', help: 'Complete the word.', mode: FILTERING },
  ...FILTER_KEYS,
  ...CONFIRM_KEYS,
  { action: 'choose.take', keys: ['enter'], label: 'take', help: 'Take what is chosen.', mode: CHOOSING },
  { action: 'choose.leave', keys: ['escape'], label: 'leave', help: 'Change nothing.', mode: CHOOSING },
  { action: 'choose.up', keys: ['up', 'k'], label: 'up', help: 'The one above.', mode: CHOOSING, quiet: true },
  { action: 'choose.down', keys: ['down', 'j'], label: 'down', help: 'The one below.', mode: CHOOSING, quiet: true },
  { action: 'name.take', keys: ['enter'], label: 'write', help: 'Write it there.', mode: NAMING },
  { action: 'name.leave', keys: ['escape', 'ctrl+c'], label: 'leave', help: 'Write nothing.', mode: NAMING },
]
