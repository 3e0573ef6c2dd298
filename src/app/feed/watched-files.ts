import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../../config/config.ts'
import type { FeedTopic } from '../../protocol/feed.ts'
import { policyPaths } from '../policy-place.ts'

/** Files of the user and of the workspace that an editor or another workspace changes without a word in this registry. */
export function watchedFiles(config: Config): { changed(): readonly FeedTopic[] } {
  const files = filesOf(config)
  let known = files.map(({ path }) => look(path))
  return {
    changed: () => {
      const now = files.map(({ path }) => look(path))
      const topics = files.filter((_, index) => now[index] !== known[index]).flatMap((file) => file.topics)
      known = now
      return topics
    },
  }
}

function filesOf(config: Config): readonly { readonly path: string; readonly topics: readonly FeedTopic[] }[] {
  const policy = policyPaths(config)
  return [
    { path: policy.user, topics: ['policy'] },
    { path: policy.workspace, topics: ['policy'] },
    { path: join(config.userConfigDir, 'grants.json'), topics: ['grants'] },
    { path: join(config.userConfigDir, 'config.json'), topics: ['settings'] },
    { path: join(config.userConfigDir, 'secrets.json'), topics: ['secrets', 'settings'] },
    { path: join(config.workspace, '.env'), topics: ['settings'] },
    ...config.agentDirs.map(({ path }) => ({ path, topics: ['agents'] as const })),
    ...config.skillDirs.map((path) => ({ path, topics: ['skills'] as const })),
  ]
}

function look(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false })
  return stat === undefined ? '' : `${stat.ino}:${stat.size}:${stat.mtimeMs}`
}
