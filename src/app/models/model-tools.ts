import { findLocalServers } from '../../models/listing/find-local-servers.ts'
import { listModels } from '../../models/listing/list-models.ts'
import type { LocalServerRow } from '../../view/model-rows.ts'
import { describeModels, windowOf } from './describe-models.ts'
import type { ModelTools } from './model-tools-port.ts'
import { testModel } from './test-model.ts'
import { tryOutModel } from './try-out-model.ts'

const LIST_MS = 8000

export const MODEL_TOOLS: ModelTools = {
  list: (endpoint, signal) => listModels({ ...endpoint, signal: AbortSignal.any([signal, AbortSignal.timeout(LIST_MS)]) }),
  describe: describeModels,
  window: windowOf,
  localServers: async ({ localServers }) => (await findLocalServers(localServers)).map(toRow),
  test: testModel,
  tryOut: tryOutModel,
}

function toRow({ models, ...server }: Awaited<ReturnType<typeof findLocalServers>>[number]): LocalServerRow {
  return { ...server, models: models.map(({ id }) => id) }
}
