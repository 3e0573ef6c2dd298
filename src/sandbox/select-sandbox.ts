import { ClawError } from '../kernel/claw-error.ts'
import { createBwrapDriver } from './bwrap-driver.ts'
import { type BwrapHost, findBwrapHost, withKnownOptions } from './bwrap-host.ts'
import { createNoneDriver } from './none-driver.ts'
import type { SandboxDriver, SelfTest } from './sandbox-driver.ts'
import { BWRAP_FIX, quickProbeBwrap, selfTestBwrap } from './self-test.ts'

export type SandboxSetting = 'auto' | 'require' | 'off' | 'bwrap'

export interface SelectedSandbox {
  readonly driver: SandboxDriver
  readonly selfTest: SelfTest
}

export interface SelectOptions {
  /**
   * `full` (30 ms) tries every way out; `quick` (8 ms) only starts a program and serves when a full test of this machine is known to have
   * held before.
   */
  readonly test: 'full' | 'quick'
  /** Injected by tests; found on this machine otherwise. */
  readonly host?: BwrapHost | undefined
}

/** The driver for a setting, proven by running it. Throws SANDBOX_MISSING when one is required and none holds. */
export async function selectSandbox(setting: SandboxSetting, options: SelectOptions = { test: 'full' }): Promise<SelectedSandbox> {
  if (setting === 'off') return { driver: createNoneDriver(), selfTest: noSandbox('switched off by the setting') }
  const host = 'host' in options ? options.host : findBwrapHost()
  const selected = host === undefined ? undefined : await prove(host, options.test)
  if (selected?.selfTest.ok) return selected
  const selfTest = selected?.selfTest ?? noSandbox('bubblewrap (bwrap) is not installed')
  if (setting === 'auto') return { driver: createNoneDriver(), selfTest }
  throw missing(selfTest)
}

/** Tries everything that bubblewrap of today knows; an older one that refuses is asked what it knows and tried again. */
async function prove(host: BwrapHost, test: SelectOptions['test']): Promise<SelectedSandbox> {
  const first = await selfTest(host, test)
  if (first.ok) return { driver: createBwrapDriver(host), selfTest: first }
  const older = await withKnownOptions(host)
  return { driver: createBwrapDriver(older), selfTest: await selfTest(older, test) }
}

async function selfTest(host: BwrapHost, test: SelectOptions['test']): Promise<SelfTest> {
  if (test === 'full') return selfTestBwrap(host)
  const probe = await quickProbeBwrap(host)
  return { ok: probe.held, driver: 'bwrap', probes: [probe], fix: BWRAP_FIX }
}

function noSandbox(detail: string): SelfTest {
  return { ok: false, driver: 'none', probes: [{ name: 'present', held: false, detail }], fix: BWRAP_FIX }
}

function missing(selfTest: SelfTest): ClawError {
  const broken = selfTest.probes.filter((probe) => !probe.held).map((probe) => `${probe.name}: ${probe.detail}`)
  return new ClawError('SANDBOX_MISSING', `No OS sandbox holds on this machine. ${broken.join('; ')}`, { fix: selfTest.fix })
}
