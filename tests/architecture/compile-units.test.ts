import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bundleCapsule } from '../helpers/bundle-capsule.ts'
import { CAPSULE_PACKAGES, LAYERS } from './layers.ts'
import { projectSources, ROOT } from './project-sources.ts'

const UNITS = LAYERS.filter(({ name }) => existsSync(join(ROOT, name)))

test.each(UNITS)('the compile unit $name knows what the layer table says', ({ name, may }) => {
  const allowed = UNITS.filter((unit) => may.includes(unit.name)).map((unit) => `./${fileOf(unit.name)}`)
  expect(references(`tsconfig/${fileOf(name)}`).sort()).toEqual(allowed.sort())
})

test('tsc -b compiles each layer as a unit', () => {
  expect(references('tsconfig.layers.json').sort()).toEqual(UNITS.map(({ name }) => `./tsconfig/${fileOf(name)}`).sort())
})

test('the sources import packages that package.json names', () => {
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { dependencies: object }
  const packages = projectSources(['src', 'runtime', 'web/server']).flatMap(({ imports }) => imports.filter(({ relative }) => !relative))
  const names = [...new Set(packages.map(({ target }) => packageName(target)))].filter((name) => !name.startsWith('node:'))
  // The thread of the transformers embedder loads an optional package from where it was found.
  expect(names.filter((name) => !Object.hasOwn(dependencies, name))).toEqual(['(computed)'])
  const computed = projectSources(['src', 'runtime', 'web/server']).filter(({ imports }) =>
    imports.some(({ target }) => target === '(computed)'),
  )
  expect(computed.map(({ path }) => path)).toEqual(['src/embedding/transformers/transformers.worker.ts'])
})

// Its libraries are bundled into the pages: whoever installs claw does not install them.
test('the pages of the dashboard import packages that package.json names', () => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Record<string, object>
  const packages = projectSources(['web/client']).flatMap(({ imports }) => imports.filter(({ relative }) => !relative))
  const names = new Set(packages.map(({ target }) => packageName(target)))
  expect([...names].filter((name) => !Object.hasOwn({ ...dependencies, ...devDependencies }, name))).toEqual([])
})

test('the built capsule holds no foreign code but the named packages', async () => {
  const bundle = await bundleCapsule()
  bundle.remove()
  const packages = Object.keys(bundle.metafile.inputs).flatMap((path) => path.match(/node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1] ?? [])
  expect([...new Set(packages)].sort()).toEqual(CAPSULE_PACKAGES)
})

function fileOf(layer: string): string {
  return `${layer.replace(/^src\//, '').replace('/', '-')}.json`
}

function references(path: string): string[] {
  const { references } = JSON.parse(readFileSync(join(ROOT, path), 'utf8')) as { references: { path: string }[] }
  return references.map((each) => each.path)
}

function packageName(specifier: string): string {
  const parts = specifier.split('/')
  return parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/')
}
