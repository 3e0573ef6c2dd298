import type { SandboxDriver } from '../sandbox-driver.ts'
import { createPool } from './container-pool.ts'
import type { ContainerRuntime } from './container-runtime.ts'
import { removeLeftovers } from './remove-leftovers.ts'
import { runInContainer } from './run-in-container.ts'

/**
 * Programs in containers of docker or podman. The workspace's container is made when the first shell tool asks for it and serves the whole
 * run; capsules get one that holds their own program only. Programs that run at the same time get a container each.
 */
export function createContainerDriver(runtime: ContainerRuntime): SandboxDriver {
  const pool = createPool(runtime)
  let swept: Promise<void> | undefined
  return {
    name: 'container',
    spawn: (spec) => {
      swept ??= removeLeftovers(runtime)
      return runInContainer(runtime, pool, spec)
    },
    close: async () => {
      await swept
      await pool.close()
    },
  }
}
