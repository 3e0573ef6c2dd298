import { basename } from 'node:path'
import { describe, expect, it } from 'vitest'
import { dataFolders } from '../bench/routing/data-folders.ts'
import { type EmbedderKind, withEmbedder } from '../bench/routing/open-embedder.ts'
import { readDataSet } from '../bench/routing/read-data-set.ts'
import { type RoutedTask, routeDataSet } from '../bench/routing/route-data-set.ts'
import { type RoutingFigures, routingFigures } from '../bench/routing/routing-figures.ts'
import { sentenceModel } from '../helpers/sentence-model.ts'

type Bar = Pick<RoutingFigures, 'top1' | 'auroc' | 'in_scope_accuracy' | 'out_of_scope_recall'>

/** What public data has to reach with 10 examples an agent; on machines where it lies beside the repository. */
const BARS: Readonly<Record<string, Readonly<Record<EmbedderKind, Bar>>>> = {
  banking77: {
    static: { top1: 0.8, auroc: 0.99, in_scope_accuracy: 0.76, out_of_scope_recall: 0.95 },
    transformers: { top1: 0.85, auroc: 0.995, in_scope_accuracy: 0.82, out_of_scope_recall: 0.96 },
  },
}

const route = (folder: string, kind: EmbedderKind): Promise<RoutedTask[]> =>
  withEmbedder(kind, (embedder) => routeDataSet({ data: readDataSet(folder), embedder, examples: 10, half: 'odd' }))

const cases = dataFolders().flatMap((folder) =>
  Object.entries(BARS[basename(folder)] ?? {})
    .filter(([kind]) => kind !== 'transformers' || sentenceModel() !== undefined)
    .map(([kind, bar]) => ({ folder, name: basename(folder), kind: kind as EmbedderKind, bar })),
)

describe('routing of public data', () => {
  it.each(cases)('reaches the bars: $name, $kind', { timeout: 300_000 }, async ({ folder, kind, bar }) => {
    // The half that nothing was chosen on.
    expect(below(routingFigures(await route(folder, kind)), bar)).toEqual([])
  })
})

function below(figures: RoutingFigures, bar: Bar): string[] {
  return Object.entries(bar).flatMap(([name, least]) => {
    const reached = figures[name as keyof Bar]
    return reached !== null && least !== null && reached >= least ? [] : [`${name}: ${reached} of ${least}`]
  })
}

/** Not bars, which own data cannot set: what a change of the rules must not lose without being noticed. */
describe('routing of our own data', () => {
  const folders = dataFolders().filter((folder) => BARS[basename(folder)] === undefined)

  it.each(folders)('%s: plain tasks find their agent, and what nobody does finds none', async (folder) => {
    const routed = await route(folder, 'static')
    const plain = routingFigures(routed.filter(({ kind }) => kind === 'plain'))
    const foreign = routingFigures(routed.filter(({ agent }) => agent === null))
    expect(plain.top1).toBeGreaterThan(0.8)
    expect(foreign.out_of_scope_recall).toBeGreaterThan(0.8)
  })
})
