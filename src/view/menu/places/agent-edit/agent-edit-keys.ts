import type { KeyRow } from '../../key-row.ts'
import { FORM, formKeys } from '../../parts/form/form-keys.ts'
import { PANE_KEYS } from '../../parts/pane.ts'

/** The mode while it is asked what becomes of an edit that somebody else has overtaken. */
export const OVERTAKEN = 'overtaken'

export const AGENT_EDIT_KEYS: readonly KeyRow[] = [
  ...formKeys('save'),
  {
    action: 'editor',
    keys: ['ctrl+g'],
    label: 'editor',
    help: 'Edit the file of this field in the editor that VISUAL or EDITOR names: skill.md, or manifest.json.',
    mode: FORM,
  },
  {
    action: 'overtaken.mine',
    keys: ['m'],
    label: 'save mine',
    help: 'Save your form over theirs, which becomes a version.',
    mode: OVERTAKEN,
  },
  { action: 'overtaken.theirs', keys: ['t'], label: 'take theirs', help: 'Take what it is now; your changes are lost.', mode: OVERTAKEN },
  { action: 'overtaken.wait', keys: ['escape', 'n'], label: 'go on', help: 'Go on with your form; nothing is saved.', mode: OVERTAKEN },
  ...PANE_KEYS.map((row) => ({ ...row, mode: OVERTAKEN })),
]
