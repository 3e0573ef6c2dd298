import { projectSources } from '../architecture/project-sources.ts'
import type { StepResult } from './check.ts'

/** Printed, not judged: the sizes that the style guide aims at. */
export function codeFigures(): StepResult {
  return { ok: true, output: [figures('product', ['src', 'runtime', 'web']), figures('tests', ['tests'])].join('\n') }
}

function figures(name: string, folders: readonly string[]): string {
  const sources = projectSources(folders)
  const files = sources.map(({ lines }) => lines).sort((a, b) => a - b)
  const functions = sources.flatMap((source) => source.functions).sort((a, b) => a - b)
  return `${name}: ${files.length} files ${spread(files)}; ${functions.length} functions ${spread(functions)}`
}

function spread(sorted: readonly number[]): string {
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return `(lines: median ${at(0.5)}, 95 % ${at(0.95)}, longest ${at(1)})`
}
