import { createBwrapDriver } from './bwrap-driver.ts'
import { type BwrapHost, withKnownOptions } from './bwrap-host.ts'
import { noSandbox, proveDriver, type SelectedSandbox, type TestKind } from './prove-driver.ts'

export const BWRAP_FIX = 'apt-get install bubblewrap (in a container, user namespaces must be allowed as well)'

/** Tries everything that bubblewrap of today knows; an older one that refuses is asked what it knows and tried again. */
export async function proveBwrap(host: BwrapHost | undefined, test: TestKind): Promise<SelectedSandbox> {
  if (host === undefined) return noSandbox('bubblewrap (bwrap) is not installed', BWRAP_FIX)
  const first = await proveDriver(createBwrapDriver(host), test, BWRAP_FIX)
  return first.selfTest.ok ? first : proveDriver(createBwrapDriver(await withKnownOptions(host)), test, BWRAP_FIX)
}
