import type { KeyRow } from '../../key-row.ts'
import { CONFIRM_KEYS, CONFIRMING } from '../../parts/confirm.ts'
import { LIST_KEYS } from '../../parts/list.ts'
import { PANE_KEYS } from '../../parts/pane.ts'
import { TAB_KEYS } from '../../parts/tabs.ts'

/** The mode while the earlier forms are seen. */
export const VERSIONS = 'versions'

const OF_THE_AGENT: readonly KeyRow[] = [
  ...TAB_KEYS,
  { action: 'edit', keys: ['e'], label: 'edit', help: 'Edit manifest and skill.md.' },
  { action: 'test', keys: ['t'], label: 'test', help: 'Try a task with it.' },
  { action: 'why', keys: ['w'], label: 'why', help: 'Who would be given a task, and why.' },
  { action: 'delete', keys: ['d'], label: 'delete', help: 'Move it to the trash.' },
  { action: 'bring-back', keys: ['u'], label: 'undo', help: 'Bring it back from the trash.' },
  { action: 'switch', keys: ['o'], label: 'on/off', help: 'Give it no more work, or work again.' },
  { action: 'accept', keys: ['a'], label: 'accept', help: 'Take it as it is now, changes and all.' },
  { action: 'promote', keys: ['p'], label: 'promote', help: 'Make it an agent of the project, which can be committed.', quiet: true },
  { action: 'forget', keys: ['F'], label: 'forget forms', help: 'Forget how it has evolved: it is as its folder says again.', quiet: true },
  { action: 'again', keys: ['r'], label: 'look again', help: 'Ask the policy and the lint again.', quiet: true },
]

const VERSION_KEYS: readonly KeyRow[] = [
  { action: 'restore', keys: ['enter'], label: 'restore', help: 'Put the chosen version back; the present one becomes a version.' },
  ...LIST_KEYS.filter(({ action }) => action !== 'list.filter'),
  { action: 'pane.page-down', keys: ['space'], label: 'scroll', help: 'Scroll what has changed down.' },
  { action: 'pane.page-up', keys: ['b'], label: 'scroll up', help: 'Scroll what has changed up.', quiet: true },
  ...OF_THE_AGENT,
]

export const AGENT_KEYS: readonly KeyRow[] = [
  ...PANE_KEYS,
  ...OF_THE_AGENT,
  ...VERSION_KEYS.map((row) => ({ ...row, mode: VERSIONS })),
  ...CONFIRM_KEYS,
  { action: 'promote.memory', keys: ['m'], label: 'memory', help: 'Promote: its memory goes along.', mode: CONFIRMING, quiet: true },
  {
    action: 'promote.force',
    keys: ['f'],
    label: 'replace',
    help: 'Promote: in place of one that the project has.',
    mode: CONFIRMING,
    quiet: true,
  },
]
