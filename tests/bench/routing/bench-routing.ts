import { ClawError } from '../../../src/kernel/claw-error.ts'
import { dataFolders } from './data-folders.ts'
import { latencyTable, routingTable } from './format-figures.ts'
import { measureRouting } from './measure-routing.ts'
import { withEmbedder } from './open-embedder.ts'
import { readDataSet } from './read-data-set.ts'
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
  const figures = await withEmbedder(kind, (embedder) => measureRouting({ data: set, embedder, examples, half }))
  console.log(JSON.stringify({ data, embedder: kind, examples, ...figures }))
}

async function printTables({ data, embedders, examples, half, latency }: RoutingOptions): Promise<void> {
  for (const folder of data === undefined ? dataFolders() : [data]) {
    const set = readDataSet(folder)
    for (const kind of embedders) {
      const rows = await withEmbedder(kind, async (embedder) => {
        const measured = []
        for (const count of examples)
          measured.push({ examples: count, ...(await measureRouting({ data: set, embedder, examples: count, half })) })
        return measured
      })
      console.log(`\n${set.name}, ${kind}, ${half === 'all' ? 'all' : `the ${half}`} tasks\n${routingTable(rows)}`)
    }
  }
  for (const kind of embedders) await printLatency(kind, latency)
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
