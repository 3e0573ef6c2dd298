import type { CreditContext } from '../../coordinator/record/credit-context.ts'
import type { Fence, RunRecord } from '../../store/records.ts'
import type { Services } from '../open-services.ts'

export function creditContext({ config, store, catalog }: Services, run: RunRecord, fence: Fence): CreditContext {
  return {
    run,
    fence,
    emit: (event) => store.events.append(fence, event),
    audit: (record) => void store.audit.append({ run_id: run.run_id, ...record }),
    transaction: (fn) => store.transaction(fence, fn),
    ports: { store, agents: catalog, model: config.provider === 'rules' ? null : config, evolution: config.evolution },
  }
}
