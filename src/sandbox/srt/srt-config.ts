import { existsSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { SandboxRuntimeConfig } from '@anthropic-ai/sandbox-runtime'
import { ancestorsOf } from '../reachable.ts'
import type { SandboxSpec } from '../sandbox-driver.ts'
import { systemReadPaths } from '../system-paths.ts'

const MAC_SYSTEM = ['/usr', '/bin', '/sbin', '/System', '/Library', '/opt/homebrew', '/private/etc', '/private/var/db', '/dev']
const VENDOR = '@anthropic-ai/sandbox-runtime/vendor/seccomp'
const DEVICES = ['/dev/null', '/dev/zero', '/dev/urandom', '/dev/random']

/** What the library is told for one program: everything is denied, then the named paths are given back, then what is hidden is denied again. */
export function srtConfig(spec: SandboxSpec, hosts: readonly string[], sockets: readonly string[]): SandboxRuntimeConfig {
  const shown = [...systemPaths(), vendorFolder(), ...spec.read, ...spec.write, ...(spec.network ? sockets : [])].flatMap(withRealPath)
  return {
    ...libraryFiles(),
    network: { allowedDomains: spec.network ? [...hosts] : [], deniedDomains: [], strictAllowlist: true },
    filesystem: {
      denyRead: ['/', ...spec.hide.flatMap(withRealPath)],
      allowRead: [...new Set(shown)],
      allowWrite: [...spec.write.flatMap(withRealPath), ...DEVICES.slice(0, 1)],
      denyWrite: [...spec.protect],
    },
  }
}

function systemPaths(): string[] {
  if (process.platform === 'darwin') return MAC_SYSTEM.filter((path) => existsSync(path))
  const { bind, links } = systemReadPaths(false)
  return [...bind, ...links.map(({ path }) => path)]
}

/** The library's helper that sets the filter is started inside. The bundle can't resolve a package, so it is looked for as Node would. */
function vendorFolder(): string {
  const above = ancestorsOf(fileURLToPath(import.meta.url)).map((folder) => join(folder, 'node_modules', VENDOR))
  return above.find((folder) => existsSync(folder)) ?? ''
}

/** Where the library's own files are: bundled it does not find them, and would ask npm. */
export function libraryFiles(): Pick<SandboxRuntimeConfig, 'seccomp' | 'javaAgentJarPath'> {
  const javaAgentJarPath = join(dirname(vendorFolder()), 'java-proxy-agent/srt-proxy-agent.jar')
  if (process.platform !== 'linux') return { javaAgentJarPath }
  return { javaAgentJarPath, seccomp: { applyPath: join(vendorFolder(), process.arch, 'apply-seccomp') } }
}

function withRealPath(path: string): string[] {
  try {
    return [...new Set([path, realpathSync(path)])]
  } catch {
    return []
  }
}
