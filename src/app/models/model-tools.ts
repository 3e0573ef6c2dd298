import type { Config } from '../../config/config.ts'
import { findLocalServers } from '../../models/listing/find-local-servers.ts'
import { listModels } from '../../models/listing/list-models.ts'
import type { LocalServerRow } from '../../view/model-rows.ts'
import { openPrices } from '../open-prices.ts'
import { describeModels, windowOf } from './describe-models.ts'
import type { ModelTools } from './model-tools-port.ts'
import { testModel } from './test-model.ts'
import { tryOutModel } from './try-out-model.ts'

const LIST_MS = 8000

/** Prices of the user's own list count here as in a run: what needs them throws CONFIG_INVALID for one that cannot be read. */
export function createModelTools(config: Pick<Config, 'userConfigDir'>): ModelTools {
  const prices = () => openPrices(config)
  return {
    list: (endpoint, signal) => listModels({ ...endpoint, signal: AbortSignal.any([signal, AbortSignal.timeout(LIST_MS)]) }),
    describe: async (endpoint, signal) => describeModels(endpoint, prices(), signal),
    window: async (endpoint, signal) => windowOf(endpoint, prices(), signal),
    localServers: async ({ localServers }) => (await findLocalServers(localServers)).map(toRow),
    test: async (endpoint, options) => testModel(endpoint, prices(), options),
    tryOut: async (endpoint, signal) => tryOutModel(endpoint, prices(), signal),
  }
}

function toRow({ models, ...server }: Awaited<ReturnType<typeof findLocalServers>>[number]): LocalServerRow {
  return { ...server, models: models.map(({ id }) => id) }
}
