import type { AgentsPort, CoordinatorPorts } from '../ports.ts'
import type { RunContext } from '../run-context.ts'

/** What crediting needs of a run: also one that ends without its coordinator has it. */
export interface CreditContext extends Pick<RunContext, 'run' | 'fence' | 'emit' | 'audit' | 'transaction'> {
  readonly ports: Pick<CoordinatorPorts, 'store' | 'evolution'> & {
    readonly agents: Pick<AgentsPort, 'get'>
    /** null: there is none. */
    readonly model: object | null
  }
}
