import type { JsonObject } from '../../../../src/kernel/json.ts'
import { ask } from '../../api/ask.ts'
import { client } from '../../api/client.ts'

const fresh = client['new-run']
type Body = Parameters<typeof client.runs.$post>[0]['json']

/** What a new run asks of the server. */
export const newRunApi = {
  choices: () => ask(fresh.choices.$get()),
  tasks: async () => [...new Set((await ask(client.runs.$get({ query: { limit: '100' } }))).runs.map(({ task }) => task))],
  draft: (id: string) => ask(fresh.draft[':id'].$get({ param: { id } })),
  // Made by `newRunBody`, and checked there by the schema of the route.
  preview: (body: JsonObject, signal: AbortSignal) => ask(fresh.preview.$post({ json: body as Body }, { init: { signal } })),
  start: (body: JsonObject, key: string) => ask(client.runs.$post({ json: body as Body }, { headers: { 'idempotency-key': key } })),
  paths: (query: string, signal: AbortSignal) => ask(client.files.$get({ query: { query } }, { init: { signal } })),
}
