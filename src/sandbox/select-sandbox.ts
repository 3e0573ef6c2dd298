import { ClawError } from '../kernel/claw-error.ts'
import { type BwrapHost, findBwrapHost } from './bwrap-host.ts'
import type { ContainerSetting } from './container/container-runtime.ts'
import { createNoneDriver } from './none-driver.ts'
import { BWRAP_FIX, proveBwrap } from './prove-bwrap.ts'
import { noSandbox, type SelectedSandbox, type TestKind } from './prove-driver.ts'
import type { SandboxName, SelfTest } from './sandbox-driver.ts'

export type SandboxSetting = 'auto' | 'require' | 'off' | Candidate | 'none'

export interface SelectOptions {
  readonly test: TestKind
  readonly container?: ContainerSetting
  /** Hosts that shell tools may reach; only `srt` can let them. */
  readonly shellNetwork?: readonly string[]
  /** Injected by tests; found on this machine otherwise. */
  readonly host?: BwrapHost | undefined
}

export type Candidate = Exclude<SandboxName, 'none'>

/** The first driver for a setting that proves itself by running. Throws SANDBOX_MISSING when one is required and none holds. */
export async function selectSandbox(setting: SandboxSetting, options: SelectOptions = { test: 'full' }): Promise<SelectedSandbox> {
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

/** The drivers to try, best first. A network allowlist is kept by `srt` alone; a container needs an image that somebody has chosen. */
function candidates(setting: SandboxSetting, { container, shellNetwork }: SelectOptions): Candidate[] {
  if (setting !== 'auto' && setting !== 'require') return setting === 'off' || setting === 'none' ? [] : [setting]
  const first: Candidate[] = process.platform === 'darwin' ? ['srt'] : (shellNetwork ?? []).length > 0 ? ['srt', 'bwrap'] : ['bwrap']
  return [...first, ...((container?.image ?? '') === '' ? [] : (['container'] as const))]
}

/** One driver by name, whether it holds or not. */
export async function proveSandbox(candidate: Candidate, options: SelectOptions): Promise<SelectedSandbox> {
  if (candidate === 'bwrap') return proveBwrap('host' in options ? options.host : findBwrapHost(), options.test)
  if (candidate === 'srt') return (await import('./srt/prove-srt.ts')).proveSrt(options.shellNetwork ?? [], options.test)
  const { proveContainer } = await import('./container/prove-container.ts')
  return proveContainer(options.container ?? { runtime: '', image: '', args: [] }, options.test)
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
