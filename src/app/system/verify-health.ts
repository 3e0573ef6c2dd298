import type { VerifyRow } from '../../view/system-rows.ts'
import type { Services } from '../open-services.ts'
import { takeDoctor } from './take-doctor.ts'

/** Doctor first: it opens the registry anew, as a start of claw does. */
export async function verifyHealth(services: Services): Promise<VerifyRow> {
  const { store, config } = services
  const checks = await takeDoctor(config)
  const integrity = store.integrity()
  const verdict = store.audit.verify()
  const audit = {
    ok: verdict.ok,
    records: verdict.records,
    problem: verdict.ok ? null : `record ${verdict.first_bad}: ${verdict.problem}`,
  }
  const failed = checks.some(({ state, required }) => required && state === 'failed')
  return { at: Date.now(), ok: !failed && integrity === 'ok' && audit.ok, checks, integrity, audit }
}
