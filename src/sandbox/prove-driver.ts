import { createNoneDriver } from './none-driver.ts'
import type { SandboxDriver, SelfTest } from './sandbox-driver.ts'
import { quickTest, selfTest } from './self-test.ts'

/** `full` tries every way out; `quick` only starts a program and serves when a full test of this machine is known to have held before. */
export type TestKind = 'full' | 'quick'

export interface SelectedSandbox {
  readonly driver: SandboxDriver
  readonly selfTest: SelfTest
}

/** The driver with what it did in the test. One that does not hold has let go of everything. */
export async function proveDriver(driver: SandboxDriver, test: TestKind, fix: string): Promise<SelectedSandbox> {
  const result = await (test === 'full' ? selfTest : quickTest)(driver, fix)
  if (!result.ok) await driver.close()
  return { driver, selfTest: result }
}

export function noSandbox(detail: string, fix: string): SelectedSandbox {
  return { driver: createNoneDriver(), selfTest: { ok: false, driver: 'none', probes: [{ name: 'present', held: false, detail }], fix } }
}
