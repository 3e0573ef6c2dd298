import { FORK_SETTINGS, type ForkSettingName } from './fork-rows.ts'
import type { TraceNode } from './trace/trace-node.ts'

type At = (typeof FORK_SETTINGS)[ForkSettingName]['at'][number]

/** What a fork from this step may change, as far as it means something there. */
export function fittingSettings(node: TraceNode): ForkSettingName[] {
  const at = kindOf(node)
  const names = Object.keys(FORK_SETTINGS) as ForkSettingName[]
  return names.filter((name) => (FORK_SETTINGS[name].at as readonly At[]).includes(at))
}

/** What is to be changed stands there already, where the trace knows it in one line. */
export function settingNow(name: ForkSettingName, { detail, agent }: TraceNode): string {
  if (name === 'task' && detail.kind === 'subtask') return detail.task
  if (name === 'agent') return agent ?? ''
  return name === 'result' && detail.kind === 'tool' ? JSON.stringify(detail.finished?.result ?? null) : ''
}

function kindOf({ detail }: TraceNode): At {
  if (detail.kind === 'plan' || detail.kind === 'synthesis') return detail.kind
  return detail.kind === 'subtask' && !detail.delegated ? 'subtask' : 'intent'
}
