import type { KeyRow } from '../../key-row.ts'
import { FORM, formKeys } from '../../parts/form/form-keys.ts'
import { PANE_KEYS } from '../../parts/pane.ts'

/** The mode while the folder is shown that would be made. */
export const REVIEW = 'review'

export const AGENT_NEW_KEYS: readonly KeyRow[] = [
  ...formKeys('go on'),
  {
    action: 'role.editor',
    keys: ['ctrl+g'],
    label: 'editor',
    help: 'Write skill.md in the editor that VISUAL or EDITOR names.',
    mode: FORM,
  },
  { action: 'make', keys: ['y'], label: 'make it', help: 'Make the agent that is shown.', mode: REVIEW },
  { action: 'change', keys: ['n', 'e', 'escape'], label: 'change it', help: 'Back to the form.', mode: REVIEW },
  { action: 'teach', keys: ['l'], label: 'teach other', help: 'Make no agent: the one that does such work learns the task.', mode: REVIEW },
  ...PANE_KEYS.map((row) => ({ ...row, mode: REVIEW })),
]
