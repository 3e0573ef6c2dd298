import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { chmod, mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type Metafile } from 'esbuild'

export interface BundledCapsule {
  /** A folder shaped like the package: dist/capsule.js and its chunks. */
  readonly packageDir: string
  readonly metafile: Metafile
  remove(): void
}

/** The builtin capsule as it is shipped, in a temporary folder. */
export async function bundleCapsule(): Promise<BundledCapsule> {
  const packageDir = realpathSync(mkdtempSync(join(tmpdir(), 'claw-capsule-')))
  await chmod(packageDir, 0o755)
  await mkdir(join(packageDir, 'dist'))
  const { metafile } = await build({
    entryPoints: { capsule: fileURLToPath(new URL('../../runtime/main.ts', import.meta.url)) },
    bundle: true,
    platform: 'node',
    format: 'esm',
    minify: true,
    splitting: true,
    metafile: true,
    logLevel: 'error',
    outdir: join(packageDir, 'dist'),
  })
  return { packageDir, metafile, remove: () => rmSync(packageDir, { recursive: true, force: true }) }
}
