import type { KeyRow } from '../../key-row.ts'
import { EDITOR_KEYS } from '../../parts/editor/editor-keys.ts'
import { PANE_KEYS } from '../../parts/pane.ts'

/** While a reason or an answer is written. */
export const WRITING = 'writing'

const NUMBERS = ['1', '2', '3', '4', '5', '6', '7', '8', '9']
const CHOOSE = 'choose.'

/** No key is an Allow before it was chosen: by its number, which stands before it, or by Tab and Enter. */
export const APPROVAL_KEYS: readonly KeyRow[] = [
  // First, so that told as a list of choices they have their own numbers.
  ...NUMBERS.map(
    (number): KeyRow => ({
      action: `${CHOOSE}${number}`,
      keys: [number],
      label: `answer ${number}`,
      help: `Give the answer with the number ${number}.`,
      quiet: true,
    }),
  ),
  { action: 'next', keys: ['tab', 'right', 'l'], label: 'choose', help: 'The next answer; nothing is given yet.' },
  { action: 'previous', keys: ['shift+tab', 'left', 'h'], label: 'choose back', help: 'The answer before it.', quiet: true },
  { action: 'give', keys: ['enter'], label: 'give it', help: 'Give the answer that was chosen. At first none is.' },
  ...PANE_KEYS.map((row) => (row.action === 'pane.page-down' ? pageDown(row) : row)),
  { action: 'run', keys: ['o'], label: 'its run', help: 'See the run that asks.' },
  { action: 'resume', keys: ['r'], label: 'resume it', help: 'Resume its run, when it has parked.' },
  { action: 'text.send', keys: ['enter'], label: 'send', help: 'Send what was written.', mode: WRITING },
  {
    action: 'text.close',
    keys: ['escape', 'ctrl+c'],
    label: 'back',
    help: 'Back to the choices; nothing is answered.',
    mode: WRITING,
  },
  ...EDITOR_KEYS.map((row) => ({ ...row, mode: WRITING })),
]

/** Index of the choice that a key of the table makes; undefined for every other action. */
export function choiceOfAction(action: string): number | undefined {
  return action.startsWith(CHOOSE) ? Number(action.slice(CHOOSE.length)) - 1 : undefined
}

function pageDown({ quiet: _, ...row }: KeyRow): KeyRow {
  return { ...row, label: 'read on' }
}
