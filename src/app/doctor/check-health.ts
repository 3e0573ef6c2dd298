import type { Config } from '../../config/config.ts'
import { ClawError } from '../../kernel/claw-error.ts'
import type { DoctorCheck } from '../../view/rows.ts'
import { HEALTH_CHECKS } from './health-checks.ts'

export interface HealthCheck {
  readonly name: string
  readonly required: boolean
  /** 2 s when absent. */
  readonly limitMs?: number
  run(config: Config): Promise<Finding>
}

export interface Finding {
  readonly state: DoctorCheck['state']
  readonly detail: string
  readonly fix?: string
}

const LIMIT_MS = 2000

/** Every check in turn, each within its limit; one that throws has failed. Works without an openable store. */
export async function checkHealth(config: Config, onCheck: (check: DoctorCheck) => void = () => undefined): Promise<DoctorCheck[]> {
  const checks: DoctorCheck[] = []
  for (const check of HEALTH_CHECKS) {
    const started = performance.now()
    const finding = await within(check, config)
    const done = {
      name: check.name,
      required: check.required,
      state: finding.state,
      detail: finding.detail,
      fix: finding.state === 'ok' ? '' : (finding.fix ?? ''),
      duration_ms: Math.round(performance.now() - started),
    }
    checks.push(done)
    onCheck(done)
  }
  return checks
}

async function within(check: HealthCheck, config: Config): Promise<Finding> {
  const { limitMs = LIMIT_MS } = check
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Finding>((resolve) => {
    timer = setTimeout(
      () => resolve({ state: 'failed', detail: `no answer within ${limitMs / 1000} s`, fix: 'claw doctor --debug' }),
      limitMs,
    )
  })
  try {
    return await Promise.race([check.run(config).catch(toFinding), late])
  } finally {
    clearTimeout(timer)
  }
}

function toFinding(error: unknown): Finding {
  const fix = error instanceof ClawError ? error.fix : 'claw doctor --debug'
  return { state: 'failed', detail: error instanceof Error ? error.message : String(error), fix }
}
