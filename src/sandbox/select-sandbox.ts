import { ClawError } from '../kernel/claw-error.ts'
import { type BwrapHost, findBwrapHost } from './bwrap-host.ts'
import type { ContainerSetting } from './container/container-runtime.ts'
import { createNoneDriver } from './none-driver.ts'
import { BWRAP_FIX, proveBwrap } from './prove-bwrap.ts'
import { noSandbox, type SelectedSandbox, type TestKind } from './prove-driver.ts'
import type { SandboxName, SelfTest } from './sandbox-driver.ts'

export type SandboxSetting = 'auto' | 'require' | 'off' | Candidate | 'none'

export interface SelectOptions {
  readonly test: TestKind | ((name: Candidate) => TestKind)
  readonly container?: ContainerSetting
  /** Hosts that shell tools may reach; only `srt` can let them. */
  readonly shellNetwork?: readonly string[]
  /** Injected by tests; found on this machine otherwise. */
  readonly host?: BwrapHost | undefined
}

export type Candidate = Exclude<SandboxName, 'none'>

/** The first driver for a setting that proves itself by running. Throws SANDBOX_MISSING when one is required and none holds. */
export async function selectSandbox(setting: SandboxSetting, options: SelectOptions = { test: 'full' }): Promise<SelectedSandbox> {
  const hosts = options.shellNetwork ?? []
  if (hosts.length > 0) return selectWithNetwork(setting, hosts, options)
  if (setting === 'off' || setting === 'none') return noSandbox('switched off by the setting', BWRAP_FIX)
  const failed: SelfTest[] = []
  for (const candidate of candidates(setting, options)) {
    const selected = await proveSandbox(candidate, options)
    if (selected.selfTest.ok) return selected
    failed.push(selected.selfTest)
  }
  const selfTest = joined(failed)
  if (setting === 'auto') return { driver: createNoneDriver(), selfTest }
  throw missing(selfTest)
}

/** A network allowlist is kept by `srt` alone: with any other driver it would be a setting that does nothing. */
async function selectWithNetwork(setting: SandboxSetting, hosts: readonly string[], options: SelectOptions): Promise<SelectedSandbox> {
  if (!['auto', 'require', 'srt'].includes(setting))
    throw new ClawError('CONFIG_INVALID', `CLOSED_CLAW_SHELL_NETWORK needs the sandbox srt, not '${setting}'.`, {
      fix: 'CLOSED_CLAW_SANDBOX=srt claw ...',
    })
  const address = hosts.find((host) => /^[\d.]+$|:|^localhost\.?$|\.localhost\.?$/i.test(host))
  if (address !== undefined)
    throw new ClawError('CONFIG_INVALID', `CLOSED_CLAW_SHELL_NETWORK lists '${address}': only names of hosts, none of this machine.`)
  const selected = await proveSandbox('srt', options)
  if (selected.selfTest.ok) return selected
  throw missing(selected.selfTest)
}

/** The drivers to try, best first. A container needs an image that somebody has chosen. */
function candidates(setting: SandboxSetting, { container }: SelectOptions): Candidate[] {
  if (setting !== 'auto' && setting !== 'require') return setting === 'off' || setting === 'none' ? [] : [setting]
  const first: Candidate[] = process.platform === 'darwin' ? ['srt'] : ['bwrap']
  return [...first, ...((container?.image ?? '') === '' ? [] : (['container'] as const))]
}

/** One driver by name, whether it holds or not. */
export async function proveSandbox(candidate: Candidate, options: SelectOptions): Promise<SelectedSandbox> {
  const test = typeof options.test === 'function' ? options.test(candidate) : options.test
  if (candidate === 'bwrap') return proveBwrap('host' in options ? options.host : findBwrapHost(), test)
  if (candidate === 'srt') return (await import('./srt/prove-srt.ts')).proveSrt(options.shellNetwork ?? [], test)
  const { proveContainer } = await import('./container/prove-container.ts')
  return proveContainer(options.container ?? { runtime: '', image: '', args: [] }, test)
}

function joined(tests: readonly SelfTest[]): SelfTest {
  const [only] = tests
  if (tests.length === 1 && only) return only
  const probes = tests.flatMap((test) => test.probes)
  return { ok: false, driver: 'none', probes, fix: tests.map((test) => test.fix).join(', or ') }
}

function missing(selfTest: SelfTest): ClawError {
  const broken = selfTest.probes.filter((probe) => !probe.held).map((probe) => `${probe.name}: ${probe.detail}`)
  return new ClawError('SANDBOX_MISSING', `No OS sandbox holds on this machine. ${broken.join('; ')}`, { fix: selfTest.fix })
}
