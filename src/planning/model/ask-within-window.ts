import { ClawError } from '../../kernel/claw-error.ts'
import type { PlanningCall, PlanningRequest } from './model-port.ts'

const SCALES = [1, 0.4, 0.15, 0.05] as const

/** Asks with a prompt that is made shorter as long as it does not fit into the window of the model: `scale` (1 to 0.05) is how much of what comes with the task is told. */
export async function askWithinWindow(
  call: PlanningCall,
  purpose: string,
  build: (scale: number) => PlanningRequest,
): Promise<WithinWindow> {
  let refused: unknown
  let before = ''
  for (const scale of SCALES) {
    const request = build(scale)
    const text = JSON.stringify(request)
    // Nothing came with the task that could be left out: the same would be refused again.
    if (text === before) continue
    before = text
    try {
      return { ...(await call(purpose, request)), request }
    } catch (error) {
      if (!(error instanceof ClawError) || error.code !== 'MODEL_CONTEXT_LENGTH') throw error
      refused = error
    }
  }
  throw refused
}

export interface WithinWindow {
  readonly content: string
  /** What fitted. */
  readonly request: PlanningRequest
}
