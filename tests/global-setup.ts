import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'

const ROOT = resolve(import.meta.dirname, '..')

/** Tests of the built program test what is in the sources: dist/ is made anew when a source is newer. */
export function setup(): void {
  if (existsSync(join(ROOT, 'dist/claw.js')) && newest('dist') >= Math.max(...['src', 'runtime', 'web', 'skills'].map(newest))) return
  execFileSync(process.execPath, ['build.mjs'], { cwd: ROOT, stdio: 'inherit' })
}

function newest(folder: string): number {
  if (!existsSync(join(ROOT, folder))) return 0
  const files = readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return Math.max(0, ...files.map((entry) => statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.mtimeMs ?? 0))
}
