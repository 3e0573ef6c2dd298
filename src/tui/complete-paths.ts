import { createPathFinder } from '../app/files/path-finder.ts'
import { matchPaths } from '../view/menu/parts/editor/match-paths.ts'
import type { Desk } from './desk.ts'

const MAX_PATHS = 100_000
const MAX_CANDIDATES = 50
const finders = new WeakMap<AbortSignal, () => Promise<readonly string[]>>()

/** Paths of the workspace that fit what is typed, best first. They are read once for a screen, and again when they have grown old. */
export async function completePaths(
  query: string,
  desk: Pick<Desk<unknown>, 'signal' | 'config' | 'module'>,
  which: 'all' | 'folders' = 'all',
): Promise<readonly string[]> {
  const find = finders.get(desk.signal) ?? createPathFinder(() => allPaths(desk))
  finders.set(desk.signal, find)
  const paths = await find()
  return matchPaths(query, which === 'all' ? paths : paths.filter((path) => path.endsWith('/')), MAX_CANDIDATES)
}

async function allPaths({ module, config }: Pick<Desk<unknown>, 'config' | 'module'>): Promise<readonly string[]> {
  return (await module()).workspaceFiles(config, { limit: MAX_PATHS, signal: new AbortController().signal })
}
