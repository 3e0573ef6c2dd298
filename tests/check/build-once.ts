import { execFileSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'

const ROOT = resolve(import.meta.dirname, '../..')
const INPUTS = ['src', 'runtime', 'web', 'skills', 'build.mjs', 'package.json']

/** The tests run the built program: it is built here once, unless it is newer than everything it is made of. */
export function setup(): void {
  if (changedAt(INPUTS) < builtAt()) return
  execFileSync(process.execPath, ['build.mjs'], { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] })
}

function builtAt(): number {
  return Math.min(...['claw.js', 'capsule.js', 'yaml.json'].map((name) => modified(join(ROOT, 'dist', name))))
}

function changedAt(paths: readonly string[]): number {
  return Math.max(...paths.map((path) => newest(join(ROOT, path))))
}

function newest(path: string): number {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (!stat?.isDirectory()) return stat?.mtimeMs ?? 0
  const children = readdirSync(path, { recursive: true, encoding: 'utf8' })
  return Math.max(stat.mtimeMs, ...children.map((child) => modified(join(path, child))))
}

function modified(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
}
