import type { DoctorCheck } from '../../view/rows.ts'
import type { SystemRow, VerifyRow } from '../../view/system-rows.ts'

/** The machine and the place that claw works in. */
export interface SystemFunctions {
  system(): Promise<SystemRow>
  /** The checks of `claw doctor`, told one by one; with a provider they ask it for its models. */
  doctor(onCheck?: (check: DoctorCheck) => void): Promise<DoctorCheck[]>
  /** Doctor, the whole audit chain and the registry itself. May take seconds. */
  verifyHealth(): Promise<VerifyRow>
}
