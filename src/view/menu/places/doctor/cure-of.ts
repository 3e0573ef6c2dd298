import type { Destination } from '../../destination.ts'
import type { DoctorCure } from './doctor-io.ts'

/** By how the way out of a check begins: what the menu carries out itself, or the place where it is done. */
const CURES: readonly (readonly [begins: string, cure: DoctorCure | Destination])[] = [
  ['claw init', 'init'],
  ['claw rewrite-entrypoints', 'rewrite-entrypoints'],
  ['claw setup', { to: 'setup' }],
  ['claw models', { to: 'models' }],
  ['claw audit', { to: 'audit' }],
  ['claw runs; claw audit adopt', { to: 'audit' }],
  ['claw agents', { to: 'agents' }],
  ['claw doctor --json', { to: 'settings' }],
]

/** undefined: it is for a person to do. */
export function cureOf(fix: string): DoctorCure | Destination | undefined {
  const resumed = /^claw resume (\S+)/.exec(fix)?.[1]
  if (resumed !== undefined) return { to: 'run', run_id: resumed }
  return CURES.find(([begins]) => fix.startsWith(begins))?.[1]
}
