import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { findBreaches } from './architecture/find-breaches.ts'
import { CAPSULE_BUILTINS, ENTRY_POINTS, WORKERS } from './architecture/layers.ts'
import { readImports } from './architecture/read-imports.ts'

const ROOT = resolve(import.meta.dirname, '..')
const FILES = ['src', 'runtime', 'web'].flatMap(sources)

function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => `${folder}/${path}`)
}

function text(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8')
}

describe('the sources', () => {
  test('keep to the layer table', () => {
    expect(FILES.length).toBeGreaterThan(200)
    expect(FILES.flatMap((file) => findBreaches(file, text(file)))).toEqual([])
  })

  test('have the three entry points, the named workers and no others', () => {
    expect(FILES.filter((file) => file.endsWith('.worker.ts')).sort()).toEqual([...WORKERS].sort())
    expect(FILES.filter((file) => /(^|\/)main\.tsx?$/.test(file) && !ENTRY_POINTS.some((entry) => entry === file))).toEqual([])
    expect(FILES).toEqual(expect.arrayContaining(['src/cli/main.ts', 'runtime/main.ts']))
  })

  test('have no circle of imports', () => {
    const graph = new Map(
      FILES.map((file) => [
        file,
        readImports(file, text(file))
          .filter((item) => item.own && !item.typeOnly && !item.dynamic)
          .map((item) => item.target),
      ]),
    )
    expect(circles(graph)).toEqual([])
  })
})

describe('the built capsule', () => {
  test('has no file system, no network, no child process and no SDK in it', () => {
    const files = ['dist/capsule.cjs', ...readdirSync(join(ROOT, 'dist/capsule')).map((name) => `dist/capsule/${name}`)]
    for (const file of files) {
      const modules = [...text(file).matchAll(/(?:from|import)\s*["']([^"'.][^"']*)["']|require\(["']([^"'.][^"']*)["']\)/g)].map(
        (match) => match[1] ?? match[2] ?? '',
      )
      expect(
        modules.filter((name) => !CAPSULE_BUILTINS.includes(name)),
        file,
      ).toEqual([])
      expect(/@langchain|better-sqlite3/.test(text(file)), `${file} holds an SDK`).toBe(false)
    }
  })
})

describe('the rules themselves', () => {
  test.each([
    ['src/kernel/a.ts', "import { b } from '../store/b.ts'"],
    ['runtime/a.ts', "import { b } from '../src/coordinator/b.ts'"],
    ['src/tools/a.ts', "import { spawn } from 'node:child_process'"],
    ['src/app/a.ts', "import Database from 'better-sqlite3'"],
    ['src/view/a.ts', 'const home = process.env.HOME'],
    ['src/cli/a.ts', "import { createApp } from '../app/create-app.ts'"],
    ['src/planning/a.ts', "export { b } from '../routing/b.ts'"],
    ['src/models/a.ts', "const x = await import('../app/b.ts')"],
    ['src/kernel/a.ts', 'const a = 1\n'.repeat(251)],
    ['src/elsewhere/a.ts', ''],
  ])('%s may not hold: %s', (file, source) => {
    expect(findBreaches(file, source)).toHaveLength(1)
  })

  test('allow what the table allows', () => {
    expect(
      findBreaches('src/cli/a.ts', "import type { App } from '../app/app-port.ts'\nconst x = await import('../app/create-app.ts')"),
    ).toEqual([])
    expect(findBreaches('src/coordinator/a.ts', "import { type A, type B } from '../store/store.ts'")).toEqual([])
  })
})

function circles(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const found = new Set<string>()
  const done = new Set<string>()
  function visit(file: string, path: readonly string[]): void {
    const at = path.indexOf(file)
    if (at !== -1) found.add([...path.slice(at), file].join(' -> '))
    if (at !== -1 || done.has(file)) return
    for (const next of graph.get(file) ?? []) visit(next, [...path, file])
    done.add(file)
  }
  for (const file of graph.keys()) visit(file, [])
  return [...found]
}
