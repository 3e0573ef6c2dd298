import type { Config } from '../../config/config.ts'
import { configurationFinding } from '../../config/configuration-finding.ts'
import type { DoctorCheck } from '../../view/rows.ts'
import { checkHealth } from '../doctor/check-health.ts'

/** The checks of the command: the configuration first, which stands already. */
export async function takeDoctor(config: Config, onCheck: (check: DoctorCheck) => void = () => undefined): Promise<DoctorCheck[]> {
  const first = { name: 'configuration', required: true, duration_ms: 0, ...configurationFinding(config) }
  onCheck(first)
  return [first, ...(await checkHealth(config, onCheck))]
}
