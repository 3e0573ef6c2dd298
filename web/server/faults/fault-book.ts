import type { App } from '../../../src/app/app-port.ts'
import type { Fault, KeptFault } from '../../../src/app/faults/fault-functions-port.ts'

export interface FaultBook {
  /** Must not throw. Undefined: it could not be kept. */
  keep(fault: Fault): Promise<KeptFault | undefined>
}

/** Keeps what nobody expected, and tells whoever looks at the server's own output. */
export function createFaultBook(app: Pick<App, 'keepFault'>, onFault: (kept: KeptFault) => void): FaultBook {
  return {
    keep: async (fault) => {
      const kept = await app.keepFault(fault).catch(() => undefined)
      if (kept !== undefined) onFault(kept)
      return kept
    },
  }
}
