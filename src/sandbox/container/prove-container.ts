import { ClawError } from '../../kernel/claw-error.ts'
import { noSandbox, proveDriver, type SelectedSandbox, type TestKind } from '../prove-driver.ts'
import { CONTAINER_FIX, type ContainerSetting, findContainerRuntime } from './container-runtime.ts'
import { createContainerDriver } from './create-container-driver.ts'

/** The container driver, proven by running the image. */
export async function proveContainer(setting: ContainerSetting, test: TestKind): Promise<SelectedSandbox> {
  try {
    return await proveDriver(createContainerDriver(findContainerRuntime(setting)), test, CONTAINER_FIX)
  } catch (error) {
    if (error instanceof ClawError && error.code === 'SANDBOX_MISSING') return noSandbox(error.message, error.fix)
    throw error
  }
}
