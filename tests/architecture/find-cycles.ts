import type { SourceFile } from './read-source.ts'

/** Rings of files that need each other at load time, each as the list of its files. Types and import() make no ring. */
export function findCycles(files: readonly SourceFile[]): string[][] {
  const targets = new Map(files.map((file) => [file.path, loadTimeTargets(file)]))
  const done = new Set<string>()
  const cycles: string[][] = []
  const visit = (path: string, trail: readonly string[]): void => {
    const at = trail.indexOf(path)
    if (at >= 0) cycles.push(trail.slice(at))
    if (at >= 0 || done.has(path)) return
    for (const target of targets.get(path) ?? []) visit(target, [...trail, path])
    done.add(path)
  }
  for (const path of targets.keys()) visit(path, [])
  return cycles
}

function loadTimeTargets({ imports }: SourceFile): string[] {
  return imports.filter(({ relative, typeOnly, dynamic }) => relative && !typeOnly && !dynamic).map(({ target }) => target)
}
