import { lstatSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { isInside, type PathJail } from '../path-jail.ts'
import type { JailedFolder } from '../path-jail-open.ts'
import { type GitIgnore, parseGitIgnore } from './git-ignore.ts'

interface Level {
  readonly folder: string
  readonly rules: GitIgnore
}

/** The .gitignore files that hold in a folder: its own and those of the folders above, up to the root. */
export interface IgnoreScope {
  /** The scope inside a folder, with the text of its .gitignore if it has one. */
  enter(folder: string, text: string | undefined): IgnoreScope
  isIgnored(path: string, isFolder: boolean): boolean
}

const NOTHING: IgnoreScope = { enter: () => NOTHING, isIgnored: () => false }

/** The scope outside of `start`. Who names an ignored folder means it: inside it nothing is ignored. */
export function ignoreScope({ jail, start }: { jail: PathJail; start: string }): IgnoreScope {
  const root = jail.roots.find((one) => isInside(one, start)) ?? jail.workspace
  const above = foldersBetween(root, start)
  let scope = scopeOf([])
  for (const [i, folder] of above.entries()) {
    const inside = above[i + 1] ?? start
    scope = scope.enter(folder, textOf(jail, `${folder}/.gitignore`))
    if (scope.isIgnored(inside, true)) return NOTHING
  }
  return scope
}

function scopeOf(levels: readonly Level[]): IgnoreScope {
  return {
    enter: (folder, text) => (text === undefined ? scopeOf(levels) : scopeOf([{ folder, rules: parseGitIgnore(text) }, ...levels])),
    // The nearest file that says something wins; ignored folders are never entered, so parents need no second look.
    isIgnored: (path, isFolder) => {
      for (const { folder, rules } of levels) {
        const verdict = rules.verdict(path.slice(folder.length + 1).split('/'), isFolder)
        if (verdict !== undefined) return verdict === 'ignored'
      }
      return false
    },
  }
}

function foldersBetween(root: string, start: string): string[] {
  const folders: string[] = []
  for (let folder = start; folder !== root && isInside(root, folder); ) {
    folder = dirname(folder)
    folders.unshift(folder)
  }
  return folders
}

/** The text of the folder's .gitignore. */
export function ignoreTextIn(jail: PathJail, folder: JailedFolder): string | undefined {
  const exists = lstatSync(folder.at('.gitignore'), { throwIfNoEntry: false })?.isFile() === true
  return exists ? textOf(jail, `${folder.path}/.gitignore`) : undefined
}

function textOf(jail: PathJail, path: string): string | undefined {
  try {
    const file = jail.openFile(path)
    try {
      return file.stat.size < 1_000_000 ? readFileSync(file.fd, 'utf8') : undefined
    } finally {
      file.close()
    }
  } catch {
    return undefined
  }
}
