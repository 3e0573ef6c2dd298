import type { Config } from '../../config/config.ts'
import type { SelfTest } from '../../sandbox/sandbox-driver.ts'
import { type Candidate, proveSandbox, selectSandbox } from '../../sandbox/select-sandbox.ts'
import { testOptions } from '../choose-sandbox.ts'
import type { Finding, HealthCheck } from './check-health.ts'

const DRIVERS: readonly Candidate[] = ['bwrap', 'srt', 'container']

/** What runs would get with the present settings, then each driver by itself. */
export const SANDBOX_CHECKS: readonly HealthCheck[] = [
  { name: 'sandbox', required: false, run: checkSandbox },
  ...DRIVERS.map((driver) => ({ name: `sandbox ${driver}`, required: false, run: (config: Config) => checkDriver(config, driver) })),
]

async function checkSandbox(config: Config): Promise<Finding> {
  const { driver, selfTest } = await selectSandbox(config.sandbox, testOptions(config, 'full'))
  await driver.close()
  const detail = selfTest.probes.map((probe) => `${probe.name}: ${probe.held ? 'held' : probe.detail}`).join(', ')
  if (selfTest.ok) return { state: 'ok', detail: `${driver.name} (${detail})` }
  return { state: 'warn', detail: `none (${detail}); commands of agents ask each time`, fix: selfTest.fix }
}

/** A driver that is not there is nothing to mend, unless it was asked for. */
async function checkDriver(config: Config, name: Candidate): Promise<Finding> {
  const { driver, selfTest } = await proveSandbox(name, testOptions(config, 'full'))
  await driver.close()
  if (selfTest.ok) return { state: 'ok', detail: `holds: ${selfTest.probes.length} attempts to get out were stopped` }
  return { state: config.sandbox === name ? 'warn' : 'ok', detail: `${why(selfTest)}. To have it: ${selfTest.fix}`, fix: selfTest.fix }
}

function why({ probes }: SelfTest): string {
  return probes
    .filter((probe) => !probe.held)
    .map((probe) => probe.detail)
    .join('; ')
}
