import { existsSync, realpathSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { ClawError } from '../../kernel/claw-error.ts'
import { ancestorsOf } from '../reachable.ts'
import type { SandboxSpec } from '../sandbox-driver.ts'
import type { ContainerRuntime } from './container-runtime.ts'

const CAPSULE_TMP = '16m'
const SHELL_TMP = '512m'

/** What the program sees beside the image: its named paths, and emptiness over what is hidden. The runtime mounts upper folders first. */
export function containerMounts(spec: SandboxSpec, kind: ContainerRuntime['kind']): string[] {
  const tmpfs = (path: string, options: string): string[] => {
    if (path.includes(':')) throw new ClawError('CAPSULE_SPAWN_FAILED', `'${path}' can't be hidden in a container: its name holds a colon.`)
    // Podman fills a new tmpfs with what lies below it.
    return ['--tmpfs', `${path}:${options}${kind === 'podman' ? ',notmpcopyup' : ''}`]
  }
  const empty = (path: string): string[] => tmpfs(path, 'ro,nosuid,nodev,noexec,size=4k,mode=555')
  const size = spec.write.length > 0 ? SHELL_TMP : CAPSULE_TMP
  const mounts = new Map<string, readonly string[]>([['/tmp', tmpfs('/tmp', `rw,nosuid,nodev,size=${size},mode=1777`)]])
  for (const path of spec.read) add(mounts, path, true)
  for (const path of spec.write) add(mounts, path, false)
  for (const path of spec.protect.filter((path) => isInside(path, spec.write) && existsSync(dirname(path))))
    guard(mounts, path, spec.write, empty)
  for (const path of spec.hide) hide(mounts, path, empty)
  return [...mounts.values()].flat()
}

type Empty = (path: string) => string[]

function add(mounts: Map<string, readonly string[]>, path: string, readonly: boolean): void {
  if (path === '/') throw new ClawError('CAPSULE_SPAWN_FAILED', `The whole file system ('/') can't be a folder of a sandbox.`)
  try {
    for (const place of new Set([path, realpathSync(path)])) mounts.set(place, bind(place, readonly))
  } catch (cause) {
    throw new ClawError('CAPSULE_SPAWN_FAILED', `'${path}' can't be shown to a sandboxed program: it is not there or not readable.`, {
      cause,
    })
  }
}

/** Read-only. Each folder above it becomes a mount point too: those can't be renamed, so nobody moves the protected path aside. */
function guard(mounts: Map<string, readonly string[]>, path: string, writable: readonly string[], empty: Empty): void {
  for (const folder of ancestorsOf(path)) if (isInside(folder, writable) && !mounts.has(folder)) mounts.set(folder, bind(folder, false))
  mounts.set(path, existsSync(path) ? bind(path, true) : empty(path))
}

function hide(mounts: Map<string, readonly string[]>, path: string, empty: Empty): void {
  try {
    const real = realpathSync(path)
    mounts.set(real, statSync(real).isDirectory() ? empty(real) : bind(real, true, '/dev/null'))
  } catch {
    return
  }
}

function isInside(path: string, folders: readonly string[]): boolean {
  return folders.some((folder) => path.startsWith(`${folder}/`))
}

// The words of --mount are one line of CSV.
function bind(path: string, readonly: boolean, source = path): string[] {
  const words = ['type=bind', `source=${source}`, `destination=${path}`, ...(readonly ? ['readonly'] : [])]
  return ['--mount', words.map((word) => (/[",\n]/.test(word) ? `"${word.replaceAll('"', '""')}"` : word)).join(',')]
}
