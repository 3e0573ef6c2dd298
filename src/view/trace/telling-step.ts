import type { RunStatus } from '../../protocol/run.ts'
import type { Trace } from './trace.ts'
import { treeRows } from './tree-rows.ts'

const WENT_WRONG: readonly RunStatus[] = ['failed', 'partial', 'denied']

/** The step that is looked at first: of a run that went wrong the first one that failed by itself, else the run as a whole. */
export function tellingStep(trace: Trace, status: RunStatus): string {
  if (!WENT_WRONG.includes(status)) return ''
  const failed = treeRows(trace).find(({ node }) => node.children.length === 0 && (node.state === 'failed' || node.state === 'denied'))
  return failed?.id ?? ''
}
