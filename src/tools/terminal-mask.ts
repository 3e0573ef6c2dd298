import { existsSync, lstatSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

// Folders that hold other people's code by the ten thousand files.
const NOT_ENTERED = new Set(['node_modules', '.git', '.venv', '__pycache__'])
const MAX_ENTRIES = 300_000
const READ_AT_ONCE = 16
// What git runs is named here. Commits stay possible, a new hook or filter does not.
const GIT_GUARDED = ['hooks', 'config']

export interface ShellGuards {
  readonly isSecret: (path: string) => boolean
  readonly isReadOnly: (path: string) => boolean
}

export interface ShellMask {
  readonly hide: readonly string[]
  readonly protect: readonly string[]
  /** False when the workspace is so large that its deepest folders were not looked at. */
  readonly complete: boolean
}

/** Which files of the workspace a shell must not see, and which it must not change. Upper folders come first. */
export async function findShellMask(workspace: string, guards: ShellGuards): Promise<ShellMask> {
  const hide: string[] = []
  const protect: string[] = []
  let level = [workspace]
  let seen = 0
  while (level.length > 0 && seen < MAX_ENTRIES) {
    const found = await inBatches(level, (folder) => lookAt(folder, guards))
    seen += found.reduce((sum, { entries }) => sum + entries, 0)
    hide.push(...found.flatMap((folder) => folder.hide))
    protect.push(...found.flatMap((folder) => folder.protect))
    level = found.flatMap((folder) => folder.folders)
  }
  return { hide, protect, complete: level.length === 0 }
}

interface Looked {
  readonly entries: number
  readonly hide: readonly string[]
  readonly protect: readonly string[]
  readonly folders: readonly string[]
}

async function lookAt(folder: string, { isSecret, isReadOnly }: ShellGuards): Promise<Looked> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const paths = entries.map((entry) => join(folder, entry.name))
  const hide = paths.filter(isSecret)
  const readOnly = paths.filter((path) => isReadOnly(path) && !isSecret(path))
  const hidden = new Set(hide)
  const enter = entries.filter((entry) => entry.isDirectory() && !NOT_ENTERED.has(entry.name)).map((entry) => join(folder, entry.name))
  const git = entries.some((entry) => entry.name === '.git') ? guardedByGit(join(folder, '.git')) : []
  return { entries: entries.length, hide, protect: [...git, ...readOnly], folders: enter.filter((path) => !hidden.has(path)) }
}

/** Hooks are covered even before there are any; in a worktree `.git` is a file and the real folder lies out of sight. */
function guardedByGit(git: string): string[] {
  if (!lstatSync(git).isDirectory()) return []
  return GIT_GUARDED.map((name) => join(git, name)).filter((path) => path.endsWith('/hooks') || existsSync(path))
}

async function inBatches<In, Out>(items: readonly In[], work: (item: In) => Promise<Out>): Promise<Out[]> {
  const out: Out[] = []
  for (let at = 0; at < items.length; at += READ_AT_ONCE) out.push(...(await Promise.all(items.slice(at, at + READ_AT_ONCE).map(work))))
  return out
}
