import type { RunsSearch } from '../../../../src/view/runs/runs-search.ts'
import { runsQuery } from '../../../../src/view/runs/runs-search.ts'
import { ask } from '../../api/ask.ts'
import { client } from '../../api/client.ts'

const PAGE = '100'
const one = client.runs[':id']
const at = (id: string) => ({ param: { id } })

/** What the list of runs asks of the server. */
export const runsApi = {
  page: (search: RunsSearch, after: string | undefined, signal: AbortSignal) =>
    ask(
      client.runs.$get(
        { query: { ...runsQuery(search, Date.now()).query, limit: PAGE, ...(after === undefined ? {} : { after }) } },
        { init: { signal } },
      ),
    ),
  facets: (search: RunsSearch) => ask(client.runs.$get({ query: { ...runsQuery(search, Date.now()).query, limit: '1' } })),
  choices: () => ask(client['new-run'].choices.$get()),
  cancel: (id: string, force: boolean) => ask(one.cancel.$post({ ...at(id), json: { force } })),
  resume: (id: string) => ask(one.resume.$post({ ...at(id), json: {} })),
  rerun: (id: string) => ask(one.rerun.$post({ ...at(id), json: {} }, { headers: { 'idempotency-key': crypto.randomUUID() } })),
}
