import type { KeyRow } from '../../key-row.ts'
import { FORM, formKeys } from '../../parts/form/form-keys.ts'
import { PANE_KEYS } from '../../parts/pane.ts'
import type { ToolState } from './tool-state.ts'

const ASKING = 'asking'
const CALLING = 'calling'

const TOLD = 'told'

const OWN_KEYS: readonly KeyRow[] = [
  {
    action: 'tool.judge',
    keys: ['t'],
    label: 'dry run',
    help: 'What the policy says to this call, with every rule that was looked at. Nothing is done.',
  },
  { action: 'tool.call', keys: ['c'], label: 'call', help: 'Do it: judged, asked where the policy asks, and kept in the audit log.' },
  { action: 'tool.edit', keys: ['e', 'enter'], label: 'arguments', help: 'Fill in the arguments of the call.' },
  { action: 'tool.example', keys: ['n'], label: 'next example', help: 'Take the arguments of the next example.' },
  ...PANE_KEYS,
]

export const TOOL_KEYS: readonly KeyRow[] = [
  ...OWN_KEYS,
  ...OWN_KEYS.map((row) => ({ ...row, mode: TOLD })),
  { action: 'tool.about', keys: ['escape'], label: 'arguments', help: 'Back to what the tool takes.', mode: TOLD },
  ...PANE_KEYS.map((row) => ({ ...row, mode: ASKING })),
  { action: 'ask.allow', keys: ['a'], label: 'allow once', help: 'Do this one call.', mode: ASKING },
  { action: 'ask.deny', keys: ['d', 'escape', 'ctrl+c'], label: 'deny', help: 'Do not do it.', mode: ASKING },
  ...formKeys('take these'),
  { action: 'call.cancel', keys: ['escape', 'ctrl+c'], label: 'cancel', help: 'End the call that is going on.', mode: CALLING },
]

export function toolMode({ phase }: ToolState): string | undefined {
  switch (phase.is) {
    case 'asking':
      return ASKING
    case 'filling':
      return FORM
    case 'calling':
      return CALLING
    case 'judged':
    case 'called':
      return TOLD
    case 'looking':
    case 'judging':
      return undefined
    default:
      return phase satisfies never
  }
}
