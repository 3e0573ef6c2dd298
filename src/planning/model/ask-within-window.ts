import { ClawError } from '../../kernel/claw-error.ts'
import type { PlanningCall, PlanningRequest } from './model-port.ts'

const SCALES = [1, 0.4, 0.15, 0.05] as const

/** Asks with a prompt that is made shorter as long as it does not fit into the window of the model: `scale` (1 to 0.05) is how much of what comes with the task is told. */
export async function askWithinWindow(
  call: PlanningCall,
  purpose: string,
  build: (scale: number) => PlanningRequest,
): Promise<WithinWindow> {
  for (const scale of SCALES) {
    const request = build(scale)
    try {
      return { ...(await call(purpose, request)), request }
    } catch (error) {
      if (scale === SCALES.at(-1) || !(error instanceof ClawError) || error.code !== 'MODEL_CONTEXT_LENGTH') throw error
    }
  }
  throw new TypeError('no scale')
}

export interface WithinWindow {
  readonly content: string
  /** What fitted. */
  readonly request: PlanningRequest
}
