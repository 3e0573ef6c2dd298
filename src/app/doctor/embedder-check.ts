import type { Config } from '../../config/config.ts'
import { ClawError } from '../../kernel/claw-error.ts'
import { openServices, type Services } from '../open-services.ts'
import type { Finding } from './check-health.ts'

/** Which embedder routing and memory use, proved by one text; how many agents have its vectors. */
export async function checkEmbedder(config: Config): Promise<Finding> {
  let services: Services | undefined
  try {
    services = await openServices(config)
    return await look(services)
  } catch (error) {
    if (!(error instanceof ClawError)) throw error
    return { state: 'failed', detail: error.message, fix: error.fix }
  } finally {
    services?.catalog.close()
    services?.store.close()
  }
}

async function look({ embedder, catalog, store }: Services): Promise<Finding> {
  const [vector] = await embedder.embed(['count the files'])
  const agents = catalog.list()
  const digests = store.agents.digests(embedder.model)
  const there = agents.filter((agent) => digests.get(agent.agent_id) === agent.digest).length
  const detail = `${embedder.model}, ${vector?.length ?? 0} dimensions; ${there} of ${agents.length} agents have their vectors`
  return { state: 'ok', detail: there === agents.length ? detail : `${detail}, the others get theirs at the next run` }
}
