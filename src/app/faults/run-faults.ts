import type { CoordinatorPorts } from '../../coordinator/ports.ts'
import { systemClock } from '../../kernel/clock.ts'
import type { Services } from '../open-services.ts'
import { keepFault } from './keep-fault.ts'

/** Of a run: its process may have no terminal that a stack could be shown in. */
export function runFaults({ config, redactor }: Pick<Services, 'config' | 'redactor'>): CoordinatorPorts['keepFault'] {
  const place = { stateDir: config.stateDir, redactor, clock: systemClock }
  return (error) => keepFault(place, { where: 'a run', error })?.path
}
