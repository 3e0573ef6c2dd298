import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { release } from 'node:os'
import { join } from 'node:path'
import { clawVersion } from '../config/claw-version.ts'
import type { Config } from '../config/config.ts'
import { sha256 } from '../kernel/hash.ts'
import { findBwrapHost } from '../sandbox/bwrap-host.ts'
import type { SelectedSandbox, TestKind } from '../sandbox/prove-driver.ts'
import type { SandboxName } from '../sandbox/sandbox-driver.ts'
import { type SelectOptions, selectSandbox } from '../sandbox/select-sandbox.ts'

/** The sandbox of this machine. The full self-test runs once per kernel, program and setting; later starts only make sure that it still starts. */
export async function chooseSandbox(config: Config): Promise<SelectedSandbox> {
  const image = config.container.image === '' ? '' : await containerIdentity(config)
  const proofOf = (name: SandboxName): string => proofPath(config, name, image)
  const test = (name: SandboxName): TestKind => (exists(proofOf(name)) ? 'quick' : 'full')
  const selected = await selectSandbox(config.sandbox, testOptions(config, test))
  const { driver, selfTest } = selected
  if (selfTest.ok && test(driver.name) === 'full') remember(config, proofOf(driver.name))
  return selected
}

async function containerIdentity({ container }: Config): Promise<string> {
  const { imageIdentity } = await import('../sandbox/container/image-identity.ts')
  return imageIdentity(container)
}

export function testOptions({ container, shellNetwork }: Config, test: SelectOptions['test']): SelectOptions {
  return { test, container, shellNetwork }
}

function proofPath(config: Config, name: SandboxName, image: string): string {
  const bwrap = findBwrapHost()?.bwrap
  const program = bwrap === undefined ? null : statSync(bwrap)
  const { sandbox, container, shellNetwork } = config
  const what = [
    name,
    sandbox,
    container,
    image,
    clawVersion(),
    shellNetwork,
    bwrap ?? null,
    program?.size ?? 0,
    program?.mtimeMs ?? 0,
    release(),
    process.getuid?.() ?? 0,
  ]
  return join(config.userStateDir, 'sandbox', `held-${sha256(JSON.stringify(what)).slice(0, 16)}`)
}

function exists(path: string): boolean {
  try {
    return readFileSync(path, 'utf8') !== ''
  } catch {
    return false
  }
}

// Must not throw: a state folder that cannot be written only means that the full test runs again.
function remember(config: Config, path: string): void {
  try {
    mkdirSync(join(config.userStateDir, 'sandbox'), { recursive: true })
    writeFileSync(path, 'held\n')
  } catch {
    return
  }
}
