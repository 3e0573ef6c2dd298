import { builtSizes } from './built-sizes.ts'
import type { StepResult } from './check.ts'

export const CAPSULE_BUDGET = 120_000
export const DIST_BUDGET = 6_000_000

export function checkSizes(): StepResult {
  const { capsuleBytes, distBytes } = builtSizes()
  const lines = [line('capsule with the agent loop', capsuleBytes, CAPSULE_BUDGET), line('dist', distBytes, DIST_BUDGET)]
  return { ok: capsuleBytes <= CAPSULE_BUDGET && distBytes <= DIST_BUDGET, output: lines.join('\n') }
}

function line(name: string, bytes: number, budget: number): string {
  return `${name}: ${(bytes / 1000).toFixed(0)} of ${budget / 1000} kB`
}
