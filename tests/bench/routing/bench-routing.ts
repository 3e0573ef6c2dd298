import type { Embedder } from '../../../src/embedding/embedder.ts'
import { ClawError } from '../../../src/kernel/claw-error.ts'
import { dataFolders } from './data-folders.ts'
import { kindTable, latencyTable, type Measured, routingTable } from './format-figures.ts'
import { withEmbedder } from './open-embedder.ts'
import { type DataSet, readDataSet } from './read-data-set.ts'
import { type Half, routeDataSet } from './route-data-set.ts'
import { routingFigures } from './routing-figures.ts'
import { routingLatency } from './routing-latency.ts'
import { type RoutingOptions, routingOptions } from './routing-options.ts'

/** `npm run bench:routing`: how well and how fast tasks find their agent, by the router of `claw run` over a registry. */
try {
  const options = routingOptions(process.argv.slice(2))
  await (options.json ? printDocument(options) : printTables(options))
} catch (error) {
  if (!(error instanceof ClawError)) throw error
  console.error(`${error.message}\n${error.fix}`)
  process.exitCode = error.exitCode
}

async function printDocument({ data = '', embedders: [kind = 'static'], examples: [examples = 10], half }: RoutingOptions): Promise<void> {
  const set = readDataSet(data)
  const routed = await withEmbedder(kind, (embedder) => routeDataSet({ data: set, embedder, examples, half }))
  console.log(JSON.stringify({ data, embedder: kind, examples, agents: set.agents.length, ...routingFigures(routed) }))
}

async function printTables({ data, embedders, examples, half, latency }: RoutingOptions): Promise<void> {
  for (const folder of data === undefined ? dataFolders() : [data]) {
    const set = readDataSet(folder)
    for (const kind of embedders) {
      const measured = await withEmbedder(kind, (embedder) => measureEach(set, embedder, examples, half))
      console.log(`\n${set.name} (${set.agents.length} agents), ${kind}, ${half === 'all' ? 'all' : `the ${half}`} tasks`)
      console.log(routingTable(measured))
      const last = measured.at(-1)
      if (last?.routed.some((task) => task.kind !== undefined)) console.log(kindTable(last))
    }
  }
  for (const kind of embedders) await printLatency(kind, latency)
}

async function measureEach(data: DataSet, embedder: Embedder, counts: readonly number[], half: Half): Promise<Measured[]> {
  const measured: Measured[] = []
  for (const examples of counts) measured.push({ examples, routed: await routeDataSet({ data, embedder, examples, half }) })
  return measured
}

async function printLatency(kind: RoutingOptions['embedders'][number], latency: readonly number[]): Promise<void> {
  if (latency.length === 0) return
  const rows = await withEmbedder(kind, async (embedder) => {
    const measured = []
    for (const agents of latency) measured.push(await routingLatency(embedder, agents))
    return measured
  })
  console.log(`\nlatency, ${kind}, the embedding of the task included\n${latencyTable(rows)}`)
}
