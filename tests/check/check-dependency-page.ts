import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../architecture/project-sources.ts'
import type { StepResult } from './check.ts'

/** docs/DEPENDENCIES.md has a line for each dependency of package.json and for nothing else. */
export function checkDependencyPage(): StepResult {
  const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Record<string, Record<string, string> | undefined>
  const installed = [...Object.keys(manifest['dependencies'] ?? {}), ...Object.keys(manifest['devDependencies'] ?? {})]
  const described = [...readFileSync(join(ROOT, 'docs/DEPENDENCIES.md'), 'utf8').matchAll(/^\| `([^`]+)` \|/gm)].map(
    ([, name]) => name ?? '',
  )
  const problems = [
    ...installed.filter((name) => !described.includes(name)).map((name) => `docs/DEPENDENCIES.md has no line for ${name}`),
    ...described
      .filter((name) => !installed.includes(name))
      .map((name) => `docs/DEPENDENCIES.md describes ${name}, which is not in package.json`),
  ]
  return { ok: problems.length === 0, output: problems.join('\n') }
}
