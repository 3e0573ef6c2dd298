import { noSandbox, proveDriver, type SelectedSandbox, type TestKind } from '../prove-driver.ts'
import { createSrtDriver } from './create-srt-driver.ts'
import { libraryFiles } from './srt-config.ts'

export const SRT_FIX = process.platform === 'darwin' ? 'brew install ripgrep' : 'apt-get install bubblewrap socat ripgrep'

// A name on the list may lead to the network at home; loopback, link-local and metadata addresses the library refuses by itself.
const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', '198.18.0.0/15', 'fc00::/7']

/** sandbox-runtime as a library, proven by running it. Its proxies start with it. */
export async function proveSrt(hosts: readonly string[], test: TestKind): Promise<SelectedSandbox> {
  const { SandboxManager } = await import('@anthropic-ai/sandbox-runtime')
  if (!SandboxManager.isSupportedPlatform()) return noSandbox('sandbox-runtime does not know this system', SRT_FIX)
  const filesystem = { denyRead: ['/'], allowRead: [], allowWrite: [], denyWrite: [] }
  const network = { allowedDomains: [...hosts], deniedDomains: [], strictAllowlist: true, deniedResolvedAddresses: [...PRIVATE] }
  try {
    // Looks for what it needs with this configuration; before it, the library would ask npm where its own helper is.
    await SandboxManager.initialize({ ...libraryFiles(), network, filesystem })
  } catch (error) {
    return noSandbox(`sandbox-runtime does not start: ${error instanceof Error ? error.message : String(error)}`, SRT_FIX)
  }
  return proveDriver(createSrtDriver(SandboxManager, hosts), test, SRT_FIX)
}
