import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../../config/config.ts'
import type { FeedTopic } from '../../protocol/feed.ts'
import { pinsPath } from '../pin-book.ts'
import { policyPaths } from '../policy-place.ts'

/** Files of the user and of the workspace that an editor or another workspace changes without a word in this registry; with `only`, those of this topic. */
export function watchedFiles(config: Config, only?: FeedTopic): { changed(): readonly FeedTopic[] } {
  const files = filesOf(config).filter(({ topics }) => only === undefined || topics.includes(only))
  let known = files.map(look)
  return {
    changed: () => {
      const now = files.map(look)
      const topics = files.filter((_, index) => now[index] !== known[index]).flatMap((file) => file.topics)
      known = now
      return topics
    },
  }
}

interface Watched {
  readonly path: string
  readonly topics: readonly FeedTopic[]
  /** Of a folder of folders: the files of each that count. */
  readonly within?: readonly string[]
}

/** Of so many agents or skills the files are looked at, once a second; of others only whether there are more or fewer. */
const MAX_FOLDERS = 300

function filesOf(config: Config): readonly Watched[] {
  const policy = policyPaths(config)
  return [
    { path: policy.user, topics: ['policy'] },
    { path: policy.workspace, topics: ['policy'] },
    { path: join(config.userConfigDir, 'grants.json'), topics: ['grants'] },
    { path: join(config.userConfigDir, 'config.json'), topics: ['settings'] },
    { path: join(config.userConfigDir, 'secrets.json'), topics: ['secrets', 'settings'] },
    { path: join(config.workspace, '.env'), topics: ['settings'] },
    { path: pinsPath(config), topics: ['agents', 'skills'] },
    ...config.agentDirs.map(({ path }) => ({ path, topics: ['agents'] as const, within: ['manifest.json', 'skill.md'] })),
    ...config.skillDirs.map((path) => ({ path, topics: ['skills'] as const, within: ['SKILL.md', 'recipes.yaml'] })),
  ]
}

function look({ path, within = [] }: Watched): string {
  const folders = within.length === 0 ? [] : foldersIn(path)
  return [path, ...folders.flatMap((name) => within.map((file) => join(path, name, file)))].map(formOf).join(' ')
}

function foldersIn(path: string): string[] {
  try {
    return readdirSync(path).slice(0, MAX_FOLDERS)
  } catch {
    return []
  }
}

function formOf(path: string): string {
  try {
    const { ino, size, mtimeMs } = statSync(path)
    return `${ino}:${size}:${mtimeMs}`
  } catch {
    return ''
  }
}
