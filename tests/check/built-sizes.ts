import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../architecture/project-sources.ts'

export interface BuiltSizes {
  /** dist/capsule.cjs with every chunk but those of the rules engine, which a model engine never loads. */
  readonly capsuleBytes: number
  readonly distBytes: number
}

export function builtSizes(): BuiltSizes {
  const files = readdirSync(join(ROOT, 'dist'), { recursive: true, encoding: 'utf8' }).map((path) => join('dist', path))
  const chunks = files.filter((path) => path.startsWith('dist/capsule/'))
  if (!chunks.some((path) => path.includes('agent-loop'))) throw new Error('dist/capsule has no agent-loop chunk: npm run build')
  const loaded = ['dist/capsule.cjs', ...chunks.filter((path) => !path.includes('rules-loop'))]
  return { capsuleBytes: total(loaded), distBytes: total(files.filter((path) => statSync(join(ROOT, path)).isFile())) }
}

function total(paths: readonly string[]): number {
  return paths.reduce((sum, path) => sum + statSync(join(ROOT, path)).size, 0)
}
