import { FORK_SETTINGS, type ForkSettingName } from '../../../fork-rows.ts'
import { visibleLine } from '../../../shown-text.ts'
import { textLines } from '../../../trace/detail/section.ts'
import type { NodeOf, TraceNode } from '../../../trace/trace-node.ts'
import { line } from '../../span.ts'
import { type Choice, type ChooseDialog, DO_NOTHING } from './run-dialog.ts'

type At = (typeof FORK_SETTINGS)[ForkSettingName]['at'][number]

/** What a fork from this step may change, as far as it means something there. */
export function forkDialog(run_id: string, node: TraceNode, address: string): ChooseDialog {
  const at = kindOf(node)
  const fitting = (Object.keys(FORK_SETTINGS) as ForkSettingName[]).filter((name) => (FORK_SETTINGS[name].at as readonly At[]).includes(at))
  return {
    type: 'choose',
    title: `Fork from ${address}`,
    lines: [line(`Another run takes over what came before ${visibleLine(address)} and goes on from there. What is to be different?`)],
    choices: [
      DO_NOTHING,
      {
        label: 'nothing',
        what: 'the same again, from this step on',
        refused: '',
        outcome: { type: 'do', effect: { do: 'fork', run_id, from: address, set: [] }, busy: 'forking' },
      },
      ...fitting.map((name) => settingChoice(name, node, address)),
    ],
    chosen: 0,
  }
}

function settingChoice(name: ForkSettingName, node: TraceNode, address: string): Choice {
  const { what, value } = FORK_SETTINGS[name]
  const refused = name === 'result' && node.detail.kind !== 'tool' ? 'only a tool call has a result' : ''
  return {
    label: `${name}=${value}`,
    what,
    refused,
    outcome: {
      type: 'ask',
      purpose: { type: 'fork', from: address, setting: name },
      title: `Fork from ${address}: ${name}`,
      lines: [line(what), ...textLines(`as ${value}`, 'dim')],
      text: valueNow(name, node),
    },
  }
}

/** What is to be changed stands there already, where the trace knows it in one line. */
function valueNow(name: ForkSettingName, node: TraceNode): string {
  const { detail } = node
  if (name === 'task' && detail.kind === 'subtask') return detail.task
  if (name === 'agent') return node.agent ?? ''
  if (name === 'result' && detail.kind === 'tool') return JSON.stringify((detail as NodeOf<'tool'>['detail']).finished?.result ?? null)
  return ''
}

function kindOf({ detail }: TraceNode): At {
  if (detail.kind === 'plan' || detail.kind === 'synthesis') return detail.kind
  return detail.kind === 'subtask' && !detail.delegated ? 'subtask' : 'intent'
}
