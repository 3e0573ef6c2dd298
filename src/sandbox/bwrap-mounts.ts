import { existsSync, lstatSync, realpathSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ClawError } from '../kernel/claw-error.ts'
import type { BwrapHost } from './bwrap-host.ts'
import { ancestorsOf } from './reachable.ts'
import type { SandboxSpec } from './sandbox-driver.ts'
import { isSystemPath, systemReadPaths } from './system-paths.ts'

const MIB = 1024 * 1024
const CAPSULE_TMP = 16 * MIB
const SHELL_TMP = 512 * MIB

// Files of /proc that tell about the host, or let a process whose uid is root's outside write to it.
const PROC_FILES = ['kcore', 'keys', 'key-users', 'kmsg', 'kallsyms', 'latency_stats', 'mtrr', 'sched_debug', 'timer_list', 'sysrq-trigger']
const PROC_FOLDERS = ['acpi', 'asound', 'bus', 'driver', 'dynamic_debug', 'fs', 'irq', 'pressure', 'scsi', 'tty']

/** Everything that the program sees. Later mounts lie over earlier ones, so the order is part of the protection. */
export function bwrapMounts(spec: SandboxSpec, host: BwrapHost): string[] {
  const writes = spec.write.length > 0
  const tmpfs = (path: string, bytes: number): string[] => [...(host.tmpfsSize ? ['--size', String(bytes)] : []), '--tmpfs', path]
  return [
    ...systemMounts(spec.network),
    ...['--proc', '/proc', ...procMasks()],
    ...['--dev', '/dev', ...(writes ? tmpfs('/dev/shm', SHELL_TMP) : []), '--remount-ro', '/dev'],
    ...tmpfs('/tmp', writes ? SHELL_TMP : CAPSULE_TMP),
    ...namedPaths(spec),
    ...protect(spec.protect, spec.write),
    ...spec.hide.flatMap(hide),
    ...['--remount-ro', '/'],
  ]
}

function systemMounts(network: boolean): string[] {
  const system = systemReadPaths(network)
  return [
    ...system.bind.flatMap((path) => ['--ro-bind', path, path]),
    ...system.links.flatMap(({ path, target }) => ['--symlink', target, path]),
  ]
}

// /proc/sys comes first in importance: core_pattern there names a program that the host's kernel runs as root.
function procMasks(): string[] {
  return [
    ...['--ro-bind', '/proc/sys', '/proc/sys'],
    ...PROC_FILES.map((name) => `/proc/${name}`).flatMap((path) => (existsSync(path) ? ['--ro-bind', '/dev/null', path] : [])),
    ...PROC_FOLDERS.map((name) => `/proc/${name}`).flatMap((path) => (existsSync(path) ? ['--tmpfs', path, '--remount-ro', path] : [])),
  ]
}

/** Parents before children, so that a read-only folder inside a writable one stays so. */
function namedPaths(spec: SandboxSpec): string[] {
  const write = spec.write.flatMap(withRealPath).map((path) => ({ path, option: '--bind' }))
  const writable = new Set(write.map(({ path }) => path))
  const read = spec.read
    .flatMap(withRealPath)
    .filter((path) => !writable.has(path) && !isSystemPath(path))
    .map((path) => ({ path, option: '--ro-bind' }))
  return [...read, ...write].sort((a, b) => a.path.length - b.path.length).flatMap(({ path, option }) => [option, path, path])
}

function withRealPath(path: string): string[] {
  if (path === '/') throw new ClawError('CAPSULE_SPAWN_FAILED', `The whole file system ('/') can't be a folder of a sandbox.`)
  try {
    return [...new Set([path, realpathSync(path)])]
  } catch (cause) {
    throw new ClawError('CAPSULE_SPAWN_FAILED', `'${path}' can't be shown to a sandboxed program: it is not there or not readable.`, {
      cause,
    })
  }
}

/**
 * Read-only within a writable folder. Every folder between is bound over itself: a mount point can't be renamed, so nobody moves
 * the protected path aside and puts another one in its place. All of those come first, since each would uncover what lies below it.
 * A path that does not exist yet is covered by an empty folder.
 */
function protect(paths: readonly string[], writable: readonly string[]): string[] {
  const inside = paths.filter((path) => rootOf(path, writable) !== undefined && existsSync(dirname(path)))
  const between = new Set(inside.flatMap((path) => ancestorsOf(path).filter((folder) => rootOf(folder, writable) !== undefined)))
  const upperFirst = [...between].sort((a, b) => a.length - b.length)
  return [
    ...upperFirst.flatMap((folder) => ['--bind', folder, folder]),
    ...inside.flatMap((path) => (existsSync(path) ? ['--ro-bind', path, path] : ['--tmpfs', path, '--remount-ro', path])),
  ]
}

function rootOf(path: string, writable: readonly string[]): string | undefined {
  return writable.find((folder) => path.startsWith(`${folder}/`))
}

/** Emptiness in place of a file or folder, and of what a link of that name leads to. */
function hide(path: string): string[] {
  try {
    const real = realpathSync(path)
    return statSync(real).isDirectory()
      ? ['--tmpfs', real, ...readme(join(real, 'README.md')), '--remount-ro', real]
      : ['--ro-bind', '/dev/null', real]
  } catch {
    return []
  }
}

// What a hidden folder says about itself stays: it may be under version control, and git would call it deleted. Never a link: that would show what it leads to.
function readme(path: string): string[] {
  return lstatSync(path, { throwIfNoEntry: false })?.isFile() ? ['--ro-bind', path, path] : []
}
