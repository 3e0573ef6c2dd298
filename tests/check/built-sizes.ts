import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../architecture/project-sources.ts'
import { readSource } from '../architecture/read-source.ts'

export interface BuiltSizes {
  /** dist/capsule.js with every chunk that is loaded when a model engine starts. */
  readonly capsuleBytes: number
  readonly distBytes: number
}

export function builtSizes(): BuiltSizes {
  const files = readdirSync(join(ROOT, 'dist'), { recursive: true, encoding: 'utf8' }).map((path) => join('dist', path))
  const loop = files.find((path) => /^dist\/capsule\/agent-loop-\w+\.js$/.test(path))
  if (loop === undefined) throw new Error('dist/capsule has no agent-loop chunk: npm run build')
  const loaded = loadedWith(['dist/capsule.js', loop])
  return { capsuleBytes: total([...loaded]), distBytes: total(files.filter((path) => statSync(join(ROOT, path)).isFile())) }
}

/** These files and all that they import at once. */
export function loadedWith(paths: readonly string[], loaded = new Set<string>()): Set<string> {
  for (const path of paths) {
    if (loaded.has(path)) continue
    loaded.add(path)
    const { imports } = readSource(path, readFileSync(join(ROOT, path), 'utf8'))
    const atOnce = imports.filter(({ relative, dynamic }) => relative && !dynamic)
    loadedWith(
      atOnce.map(({ target }) => target),
      loaded,
    )
  }
  return loaded
}

function total(paths: readonly string[]): number {
  return paths.reduce((sum, path) => sum + statSync(join(ROOT, path)).size, 0)
}
