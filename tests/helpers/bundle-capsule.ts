import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { chmod, mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Metafile } from 'esbuild'
import { buildCapsule } from '../../build-capsule.mjs'

export interface BundledCapsule {
  /** A folder shaped like the package: dist/capsule.cjs and its chunks. */
  readonly packageDir: string
  readonly metafile: Metafile
  remove(): void
}

/** The builtin capsule as it is shipped, in a temporary folder. */
export async function bundleCapsule(): Promise<BundledCapsule> {
  const packageDir = realpathSync(mkdtempSync(join(tmpdir(), 'claw-capsule-')))
  await chmod(packageDir, 0o755)
  await mkdir(join(packageDir, 'dist'))
  const metafile = await buildCapsule(join(packageDir, 'dist'))
  return { packageDir, metafile, remove: () => rmSync(packageDir, { recursive: true, force: true }) }
}
