import type { KeyRow } from '../../key-row.ts'
import { EDITOR_KEYS } from '../../parts/editor/editor-keys.ts'
import { formKeys } from '../../parts/form/form-keys.ts'
import { LIST_KEYS } from '../../parts/list.ts'

/** The mode while a place is chosen. */
export const PLACES_MODE = 'places'

const OPTIONS = { action: 'options', label: 'options', help: 'Options of the run: agent, model, policy, limits, organize, ...' }

export const HOME_KEYS: readonly KeyRow[] = [
  { action: 'start', keys: ['enter'], label: 'start', help: 'Start the run; or take the marked path.' },
  { action: 'places', keys: ['tab'], label: 'places', help: 'To the places below; in a path, take the marked one.' },
  { action: 'leave', keys: ['escape'], label: 'leave', help: 'Close the list of paths, or go to the places.', quiet: true },
  { ...OPTIONS, keys: ['ctrl+o'] },
  { action: 'edit', keys: ['ctrl+g'], label: 'editor', help: 'Write the task in the editor that VISUAL or EDITOR names.' },
  ...EDITOR_KEYS,
  {
    action: 'open',
    keys: ['enter'],
    label: 'open',
    help: 'Go to the chosen place, or take the chosen words into the line.',
    mode: PLACES_MODE,
  },
  { action: 'write', keys: ['tab', 'escape', 'i'], label: 'write', help: 'Back to the line.', mode: PLACES_MODE },
  { ...OPTIONS, keys: ['o', 'ctrl+o'], mode: PLACES_MODE },
  {
    action: 'init',
    keys: ['n'],
    label: 'init',
    help: 'Make this folder a workspace: its folders and its registry.',
    mode: PLACES_MODE,
    quiet: true,
  },
  ...LIST_KEYS.filter(({ action }) => action !== 'list.filter').map((row) => ({ ...row, mode: PLACES_MODE })),
  ...formKeys('use'),
]
