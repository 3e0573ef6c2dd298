import { matchPaths } from '../view/menu/parts/editor/match-paths.ts'
import type { Desk } from './desk.ts'

const MAX_CANDIDATES = 50

/** Paths of the workspace that fit what is typed, best first. */
export async function completePaths(
  query: string,
  desk: Pick<Desk<unknown>, 'app'>,
  which: 'all' | 'folders' = 'all',
): Promise<readonly string[]> {
  const paths = await (await desk.app()).workspacePaths()
  return matchPaths(query, which === 'all' ? paths : paths.filter((path) => path.endsWith('/')), MAX_CANDIDATES)
}
