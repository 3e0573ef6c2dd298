import type { Embedder } from '../../../src/embedding/embedder.ts'
import { ClawError } from '../../../src/kernel/claw-error.ts'
import { EXIT_CODES } from '../../../src/kernel/error-codes.ts'
import { dataFolders } from './data-folders.ts'
import { kindTable, latencyTable, type Measured, routingTable } from './format-figures.ts'
import { EMBEDDERS, type EmbedderKind, withEmbedder } from './open-embedder.ts'
import { randomEmbedder } from './random-embedder.ts'
import { type DataSet, readDataSet } from './read-data-set.ts'
import { remembering } from './remembering.ts'
import { type Half, routeDataSet } from './route-data-set.ts'
import { routingFigures } from './routing-figures.ts'
import { type Latency, routingLatency } from './routing-latency.ts'
import { type RoutingOptions, routingOptions } from './routing-options.ts'

/** `npm run bench:routing`: how well and how fast tasks find their agent, by the router of `claw run` over a registry. */
try {
  const options = routingOptions(process.argv.slice(2))
  await (options.json ? printDocument(options) : printTables(options))
} catch (error) {
  if (!(error instanceof ClawError)) throw error
  console.error(`${error.message}\n${error.fix}`)
  process.exitCode = EXIT_CODES.usage
}

async function printDocument({ data = '', embedder: kind = 'static', examples: [examples = 10], half }: RoutingOptions): Promise<void> {
  const set = readDataSet(data)
  const routed = await withEmbedder(kind, (embedder) => routeDataSet({ data: set, embedder, examples, half }))
  console.log(JSON.stringify({ data, embedder: kind, examples, agents: set.agents.length, ...routingFigures(routed) }))
}

async function printTables(options: RoutingOptions): Promise<void> {
  const { data, examples, half, latency } = options
  const kinds = options.embedder === undefined ? await embeddersHere() : [options.embedder]
  for (const set of (data === undefined ? dataFolders() : [data]).map(readDataSet)) {
    for (const kind of kinds) {
      const measured = await withEmbedder(kind, (embedder) => measureEach(set, remembering(embedder), examples, half))
      console.log(`\n${set.name} (${set.agents.length} agents), ${kind}, ${half === 'all' ? 'all' : `the ${half}`} tasks`)
      console.log(routingTable(measured))
      const last = measured.at(-1)
      if (last?.routed.some((task) => task.kind !== undefined)) console.log(kindTable(last))
    }
  }
  for (const kind of kinds) await printLatency(kind, latency)
}

/** An embedder that this machine lacks is said and left out. */
async function embeddersHere(): Promise<EmbedderKind[]> {
  const here: EmbedderKind[] = []
  for (const kind of EMBEDDERS) {
    try {
      await withEmbedder(kind, (embedder) => embedder.embed(['here']))
      here.push(kind)
    } catch (error) {
      if (!(error instanceof ClawError)) throw error
      console.error(`Without ${kind}: ${error.message}\n${error.fix}`)
    }
  }
  return here
}

async function measureEach(data: DataSet, embedder: Embedder, counts: readonly number[], half: Half): Promise<Measured[]> {
  const measured: Measured[] = []
  for (const examples of counts) measured.push({ examples, routed: await routeDataSet({ data, embedder, examples, half }) })
  return measured
}

async function printLatency(kind: EmbedderKind, latency: readonly number[]): Promise<void> {
  if (latency.length === 0) return
  const rows = await withEmbedder(kind, async (embedder) => {
    const measured: Latency[] = []
    const indexer = kind === 'static' ? embedder : randomEmbedder(embedder)
    for (const agents of latency) measured.push(await routingLatency(embedder, agents, { indexer }))
    return measured
  })
  const vectors = kind === 'static' ? '' : '; vectors of the agents are random'
  console.log(`\nlatency, ${kind}, the embedding of the task included${vectors}\n${latencyTable(rows)}`)
}
