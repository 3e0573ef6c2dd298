import { queryOptions } from '@tanstack/react-query'
import type { TaggedAgent } from '../../../server/schemas/agent-schema.ts'
import { ask } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { edit } from '../../api/edit.ts'
import { once } from '../../api/once.ts'
import { queryClient } from '../../api/query-client.ts'
import { keys } from '../../api/query-keys.ts'

const PAGE = '500'

export const at = (id: string) => ({ param: { id } })

/** All agents: there are some dozens, so the page narrows them down and sorts them by itself. */
export const agentsQuery = queryOptions({
  queryKey: keys.agentList({}),
  queryFn: async ({ signal }) => {
    const agents: TaggedAgent[] = []
    for (let after: string | undefined; ; ) {
      const query = after === undefined ? { limit: PAGE } : { limit: PAGE, after }
      const page = await ask(client.agents.$get({ query }, { init: { signal } }))
      agents.push(...page.agents)
      if (page.next === null) return agents
      after = page.next
    }
  },
})

export const trashQuery = queryOptions({
  queryKey: keys.agentList({ trash: true }),
  queryFn: () => ask(client['agent-trash'].$get()),
})

/** One agent changed, so may the list, and what others say of it. */
export async function agentsChanged(): Promise<void> {
  await Promise.all([keys.agents, ['policy', 'permissions']].map((queryKey) => queryClient.invalidateQueries({ queryKey })))
}

export async function deleteAgents(agent_ids: readonly string[]) {
  const told = await ask(client.agents['delete-bulk'].$post({ json: { agent_ids: [...agent_ids] } }))
  await agentsChanged()
  return told
}

export async function restoreAgents(agent_ids: readonly string[]): Promise<void> {
  try {
    for (const id of agent_ids) await restoreAgent(id)
  } finally {
    await agentsChanged()
  }
}

function restoreAgent(id: string) {
  return once(`restore ${id}`, (headers) => ask(client['agent-trash'][':id'].restore.$post({ ...at(id), json: {} }, { headers })))
}

export async function emptyTrash() {
  const told = await ask(client['agent-trash'].$delete({ json: {} }))
  await agentsChanged()
  return told
}

/** Only when it still is as it was seen. */
export async function switchAgent({ agent_id, etag }: Pick<TaggedAgent, 'agent_id' | 'etag'>, enabled: boolean): Promise<void> {
  await edit(ask(client.agents[':id'].$patch({ ...at(agent_id), json: { enabled } }, { headers: { 'if-match': etag } })), agentsChanged)
  await agentsChanged()
}
