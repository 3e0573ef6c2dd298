import type { KeyRow } from '../../key-row.ts'
import { CONFIRM_KEYS } from '../../parts/confirm.ts'
import { FILTER_KEYS, LIST_KEYS } from '../../parts/list.ts'

/** The mode while words are typed that a question needs. */
export const TYPING_WORDS = 'typing words'

export const AGENTS_KEYS: readonly KeyRow[] = [
  { action: 'open', keys: ['enter'], label: 'open', help: 'Everything about the chosen agent.' },
  ...LIST_KEYS,
  { action: 'new', keys: ['n'], label: 'new', help: 'Make an agent.' },
  { action: 'edit', keys: ['e'], label: 'edit', help: 'Edit the chosen agent.' },
  { action: 'delete', keys: ['d'], label: 'delete', help: 'Move the chosen agent to the trash.' },
  { action: 'test', keys: ['t'], label: 'test', help: 'Try a task with the chosen agent.' },
  { action: 'why', keys: ['w'], label: 'why', help: 'Who would be given a task, and why.' },
  { action: 'bring-back', keys: ['u'], label: 'undo', help: 'Bring the chosen deleted agent back, or else the one deleted last.' },
  { action: 'switch', keys: ['o'], label: 'on/off', help: 'Give the chosen agent no more work, or work again.' },
  { action: 'accept', keys: ['a'], label: 'accept', help: 'Take the chosen agent as it is now, changes and all.' },
  { action: 'delete-all', keys: ['D'], label: 'delete all', help: 'Move every agent to the trash that was made here.', quiet: true },
  { action: 'empty-trash', keys: ['E'], label: 'empty trash', help: 'Remove what lies in the trash for good.', quiet: true },
  { action: 'rewrite', keys: ['M'], label: 'bring up to date', help: 'Bring the manifests of older agents up to this claw.', quiet: true },
  ...FILTER_KEYS,
  ...CONFIRM_KEYS,
  { action: 'words.enter', keys: ['enter'], label: 'do it', help: 'Do it, when the words are right.', mode: TYPING_WORDS },
  { action: 'words.leave', keys: ['escape'], label: 'no', help: 'Leave everything as it is.', mode: TYPING_WORDS },
]
