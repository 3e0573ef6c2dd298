import type { KeyRow } from '../../key-row.ts'
import { EDITOR_KEYS } from '../editor/editor-keys.ts'

/** The mode of a screen while a form is filled in. */
export const FORM = 'form'

/** Keys of a form, for the table of a screen whose mode is then FORM. `submit`: what the form does, in a word. */
export function formKeys(submit: string): readonly KeyRow[] {
  return FORM_ROWS.map((row) => ({ ...row, mode: FORM, label: row.action === 'form.submit' ? submit : row.label }))
}

export const FORM_ROWS: readonly KeyRow[] = [
  { action: 'form.submit', keys: ['ctrl+s'], label: 'done', help: 'Finish: what is wrong is told and nothing is lost.' },
  { action: 'form.next', keys: ['tab'], label: 'next', help: 'The next field; in a path, the candidate that is marked.' },
  { action: 'form.previous', keys: ['shift+tab'], label: 'previous', help: 'The field before.', quiet: true },
  { action: 'form.cancel', keys: ['escape', 'ctrl+c'], label: 'cancel', help: 'Leave the form; asks when something was changed.' },
  { action: 'form.enter', keys: ['enter'], label: 'next', help: 'The next field; in a long text, a new line.', quiet: true },
  { action: 'form.up', keys: ['up'], label: 'up', help: 'One row or field up.', quiet: true },
  { action: 'form.down', keys: ['down'], label: 'down', help: 'One row or field down.', quiet: true },
  { action: 'form.left', keys: ['left'], label: 'left', help: 'The choice before; in a text, one character back.', quiet: true },
  {
    action: 'form.right',
    keys: ['right'],
    label: 'right',
    help: 'The next choice (so does Space); in a text, one character on.',
    quiet: true,
  },
  ...EDITOR_KEYS.filter(({ action }) => !['edit.left', 'edit.right', 'edit.up', 'edit.down', 'edit.newline'].includes(action)),
]
