import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isAlive } from './process-tree.ts'

const ROOT = '/sys/fs/cgroup'
const PREFIX = 'closed-claw-'
const REMOVE_TRIES = 20
const REMOVE_PAUSE_MS = 25

/** A control group for one process tree: limits that hold for root and for the sum of all processes, which rlimits do not. */
export interface ControlGroup {
  /** Files into which the first process writes its pid (0 for itself) before it becomes the program. */
  readonly procsFiles: readonly string[]
  /** To be called when the processes have ended; tries again for a moment while the last ones go. */
  remove(): void
}

interface Hierarchy {
  readonly parent: string
  limits(bytes: number, processes: number): readonly { readonly file: string; readonly value: string; readonly optional?: true }[]
}

let hierarchies: readonly Hierarchy[] | undefined
let count = 0

/** Undefined where memory and process counts can't both be limited this way (no rights, controllers not delegated). */
export function createControlGroup(limits: { readonly memoryBytes: number; readonly processes: number }): ControlGroup | undefined {
  hierarchies ??= findHierarchies()
  if (hierarchies.length === 0) return undefined
  count += 1
  const name = `${PREFIX}${process.pid}-${count}`
  const made: string[] = []
  try {
    for (const hierarchy of hierarchies) made.push(makeGroup(hierarchy, name, limits))
  } catch {
    hierarchies = []
    for (const group of made) removeLater(group)
    return undefined
  }
  const remove = (): void => {
    for (const group of made) removeLater(group)
  }
  return { procsFiles: made.map((group) => join(group, 'cgroup.procs')), remove }
}

function makeGroup(hierarchy: Hierarchy, name: string, limits: { memoryBytes: number; processes: number }): string {
  const group = join(hierarchy.parent, name)
  mkdirSync(group)
  for (const limit of hierarchy.limits(limits.memoryBytes, limits.processes)) {
    try {
      writeFileSync(join(group, limit.file), limit.value)
    } catch (error) {
      if (limit.optional) continue
      rmdirSync(group)
      throw error
    }
  }
  return group
}

function removeLater(group: string, tries = 0): void {
  try {
    rmdirSync(group)
  } catch {
    if (existsSync(group) && tries < REMOVE_TRIES) setTimeout(() => removeLater(group, tries + 1), REMOVE_PAUSE_MS)
  }
}

function findHierarchies(): Hierarchy[] {
  const own = ownGroups()
  const found = existsSync(join(ROOT, 'cgroup.controllers')) ? unified(own.get('') ?? '/') : separate(own)
  for (const hierarchy of found) sweep(hierarchy.parent)
  return found
}

/** Controller name -> path of our own group; '' is the unified hierarchy. */
function ownGroups(): Map<string, string> {
  try {
    const lines = readFileSync('/proc/self/cgroup', 'utf8').split('\n').filter(Boolean)
    return new Map(
      lines.flatMap((line) => {
        const [, controllers = '', ...path] = line.split(':')
        return controllers.split(',').map((controller) => [controller, path.join(':')] as const)
      }),
    )
  } catch {
    return new Map()
  }
}

/** Version 1: one tree for each controller. Below our own group, so that limits set on us go on to hold. */
function separate(own: ReadonlyMap<string, string>): Hierarchy[] {
  const parent = (controller: string): string => {
    const path = join(ROOT, controller, own.get(controller) ?? '/')
    return existsSync(path) ? path : join(ROOT, controller)
  }
  if (!existsSync(join(ROOT, 'memory')) || !existsSync(join(ROOT, 'pids'))) return []
  return [
    {
      parent: parent('memory'),
      limits: (bytes) => [
        { file: 'memory.limit_in_bytes', value: String(bytes) },
        { file: 'memory.memsw.limit_in_bytes', value: String(bytes), optional: true },
      ],
    },
    { parent: parent('pids'), limits: (_, processes) => [{ file: 'pids.max', value: String(processes) }] },
  ]
}

/** Version 2: the nearest ancestor that hands both controllers down; a group with processes of its own never does. */
function unified(own: string): Hierarchy[] {
  for (let group = join(ROOT, own); group.startsWith(ROOT); group = dirname(group)) {
    if (!handsDown(group)) continue
    return [
      {
        parent: group,
        limits: (bytes, processes) => [
          { file: 'memory.max', value: String(bytes) },
          { file: 'memory.swap.max', value: '0', optional: true },
          { file: 'pids.max', value: String(processes) },
        ],
      },
    ]
  }
  return []
}

function handsDown(group: string): boolean {
  try {
    const controllers = readFileSync(join(group, 'cgroup.subtree_control'), 'utf8').trim().split(' ')
    return controllers.includes('memory') && controllers.includes('pids')
  } catch {
    return false
  }
}

/** Empty groups of a claw that was killed. One that still has processes refuses to go, and an empty one costs nothing. */
function sweep(parent: string): void {
  for (const name of namesIn(parent)) {
    const pid = Number(name.slice(PREFIX.length).split('-')[0])
    if (name.startsWith(PREFIX) && Number.isInteger(pid) && !isAlive(pid)) removeLater(join(parent, name), REMOVE_TRIES)
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
