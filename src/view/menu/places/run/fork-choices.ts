import { FORK_SETTINGS, type ForkSettingName } from '../../../fork-rows.ts'
import { fittingSettings, settingNow } from '../../../fork-settings-at.ts'
import { visibleLine } from '../../../shown-text.ts'
import { textLines } from '../../../trace/detail/section.ts'
import type { TraceNode } from '../../../trace/trace-node.ts'
import { line } from '../../span.ts'
import { type Choice, type ChooseDialog, DO_NOTHING } from './run-dialog.ts'

/** What a fork from this step may change, as far as it means something there. */
export function forkDialog(run_id: string, node: TraceNode, address: string): ChooseDialog {
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
      ...fittingSettings(node).map((name) => settingChoice(name, node, address)),
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
      text: settingNow(name, node),
    },
  }
}
