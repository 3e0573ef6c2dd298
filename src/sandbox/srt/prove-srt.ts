import { noSandbox, proveDriver, type SelectedSandbox, type TestKind } from '../prove-driver.ts'
import { createSrtDriver } from './create-srt-driver.ts'
import { filterHelper } from './srt-config.ts'

export const SRT_FIX = process.platform === 'darwin' ? 'brew install ripgrep' : 'apt-get install bubblewrap socat ripgrep'

/** sandbox-runtime as a library, proven by running it. Its proxies start with it. */
export async function proveSrt(hosts: readonly string[], test: TestKind): Promise<SelectedSandbox> {
  const { SandboxManager } = await import('@anthropic-ai/sandbox-runtime')
  if (!SandboxManager.isSupportedPlatform()) return noSandbox('sandbox-runtime does not know this system', SRT_FIX)
  const { errors } = SandboxManager.checkDependencies()
  if (errors.length > 0) return noSandbox(`sandbox-runtime needs more: ${errors.join(', ')}`, SRT_FIX)
  const filesystem = { denyRead: ['/'], allowRead: [], allowWrite: [], denyWrite: [] }
  await SandboxManager.initialize({
    ...filterHelper(),
    network: { allowedDomains: [...hosts], deniedDomains: [], strictAllowlist: true },
    filesystem,
  })
  return proveDriver(createSrtDriver(SandboxManager, hosts), test, SRT_FIX)
}
