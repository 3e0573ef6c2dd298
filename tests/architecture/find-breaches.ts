import { ENVIRONMENT_READERS, LAYERS, MAX_LINES, ONLY_AS_TYPES, ONLY_DYNAMIC, POWERS } from './layers.ts'
import { type Import, readImports } from './read-imports.ts'

/** Everything in a source file that the layer table forbids, in words. */
export function findBreaches(file: string, text: string): string[] {
  const layer = LAYERS.find(({ name }) => file.startsWith(`${name}/`))
  if (!layer) return [`${file} stands in no layer`]
  const imports = readImports(file, text)
  return [
    ...imports.flatMap((item) => (item.own ? breachOfLayer(file, layer.name, item) : breachOfPower(file, item))),
    ...(/\bprocess\s*\.\s*env\b/.test(text) && !ENVIRONMENT_READERS.some((place) => file.startsWith(place))
      ? [`${file} reads process.env`]
      : []),
    ...(text.split('\n').length - 1 > MAX_LINES ? [`${file} has more than ${MAX_LINES} lines`] : []),
  ]
}

function breachOfLayer(file: string, layer: string, item: Import): string[] {
  const target = LAYERS.find(({ name }) => item.target.startsWith(`${name}/`))?.name
  if (target === undefined) return item.target.endsWith('package.json') ? [] : [`${file} imports ${item.target}, which stands in no layer`]
  if (target === layer) return []
  if (!LAYERS.find(({ name }) => name === layer)?.may.includes(target))
    return [`${file} imports ${item.target}: ${layer} may not import ${target}`]
  const pair = ({ from, to }: { from: string; to: string }): boolean => from === layer && to === target
  if (ONLY_AS_TYPES.some(pair) && !item.typeOnly) return [`${file} imports ${item.target}: ${layer} takes types of ${target} alone`]
  if (ONLY_DYNAMIC.some(pair) && !item.typeOnly && !item.dynamic)
    return [`${file} imports ${item.target}: ${layer} loads ${target} on demand`]
  return []
}

function breachOfPower(file: string, item: Import): string[] {
  if (item.typeOnly) return []
  const power = POWERS.find(({ module }) => module.test(item.target))
  if (!power || power.where.some((place) => file.startsWith(place))) return []
  return [`${file} imports ${item.target}, which belongs to ${power.where.join(', ')}`]
}
