import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { release } from 'node:os'
import { join } from 'node:path'
import type { Config } from '../config/config.ts'
import { sha256 } from '../kernel/hash.ts'
import { findBwrapHost } from '../sandbox/bwrap-host.ts'
import { type SelectedSandbox, selectSandbox } from '../sandbox/select-sandbox.ts'

/** The sandbox of this machine. The full self-test runs once per kernel and version of the program; later starts only make sure that it still starts. */
export async function chooseSandbox(config: Config): Promise<SelectedSandbox> {
  const proof = proofPath(config)
  const known = proof !== undefined && exists(proof)
  const selected = await selectSandbox(config.sandbox, { test: known ? 'quick' : 'full' })
  if (!known && proof !== undefined && selected.selfTest.ok) remember(config, proof)
  return selected
}

function proofPath(config: Config): string | undefined {
  const host = findBwrapHost()
  if (!host) return undefined
  const { size, mtimeMs } = statSync(host.bwrap)
  return join(
    config.userStateDir,
    'sandbox',
    `held-${sha256(JSON.stringify([host.bwrap, size, mtimeMs, release(), process.getuid?.() ?? 0])).slice(0, 16)}`,
  )
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
