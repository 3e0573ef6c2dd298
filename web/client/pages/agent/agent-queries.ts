import { queryOptions } from '@tanstack/react-query'
import { ask } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { once } from '../../api/once.ts'
import { keys } from '../../api/query-keys.ts'
import { agentsChanged, at } from '../agents/agent-calls.ts'

/** Old as soon as the policy changes: src/protocol/feed.ts has it as a topic. */
const POLICY = ['policy', 'permissions']

export const agentQuery = (id: string) =>
  queryOptions({
    queryKey: keys.agent(id),
    queryFn: async () => {
      const { agent, etag } = await ask(client.agents[':id'].$get({ ...at(id), query: {} }))
      const { embedding: _, ...shown } = agent
      return { ...shown, etag }
    },
  })

export const embeddingQuery = (id: string) =>
  queryOptions({
    queryKey: keys.agentPart(id, 'embedding'),
    queryFn: async () => (await ask(client.agents[':id'].$get({ ...at(id), query: { embedding: 'true' } }))).agent.embedding ?? null,
  })

export const usesQuery = (id: string) =>
  queryOptions({
    queryKey: keys.agentPart(id, 'uses'),
    queryFn: async () => (await ask(client.agents[':id'].uses.$get(at(id)))).uses,
  })

export const textsQuery = (id: string) =>
  queryOptions({ queryKey: keys.agentPart(id, 'texts'), queryFn: () => ask(client.agents[':id'].texts.$get(at(id))) })

export const versionsQuery = (id: string) =>
  queryOptions({
    queryKey: keys.agentPart(id, 'versions'),
    queryFn: async () => (await ask(client.agents[':id'].versions.$get(at(id)))).versions,
  })

export const versionQuery = (id: string, version: number) =>
  queryOptions({
    queryKey: keys.agentPart(id, 'version', version),
    queryFn: () => ask(client.agents[':id'].versions[':version'].$get({ param: { id, version: String(version) } })),
  })

export const permissionsQuery = (id: string) =>
  queryOptions({
    queryKey: [...POLICY, 'of agent', id],
    queryFn: () => ask(client.agents[':id'].permissions.$get(at(id))),
  })

/** What an agent with these tools could do. */
export const judgedQuery = (tools: readonly string[], requires_approval_for: readonly string[], agent_id?: string) =>
  queryOptions({
    queryKey: [...POLICY, 'of tools', tools, requires_approval_for, agent_id],
    queryFn: () =>
      ask(
        client['agent-drafts'].permissions.$post({
          json: { agent_id, tools: asNames(tools), requires_approval_for: asNames(requires_approval_for) },
        }),
      ),
  })

/** As many and as long as the server takes them: what is longer names no tool, and the check of the manifest says so. */
const asNames = (given: readonly string[]): string[] => given.filter((name) => name.length <= 64).slice(0, 50)

export const lintQuery = (id: string) =>
  queryOptions({
    queryKey: keys.agentPart(id, 'lint'),
    queryFn: async () => (await ask(client.agents[':id'].lint.$get(at(id)))).findings,
  })

/** What changed since it was pinned. */
export const pinChangesOf = (id: string) => ({
  queryKey: keys.agentPart(id, 'changes'),
  ask: () => ask(client.agents[':id'].changes.$get(at(id))),
})

export async function acceptAgent(id: string, digest: string) {
  const told = await ask(client.agents[':id'].accept.$post({ ...at(id), json: { digest } }))
  await agentsChanged()
  return told
}

export async function promoteAgent(id: string, options: { readonly force: boolean; readonly with_memory: boolean }) {
  const told = await once(`promote ${id} ${JSON.stringify(options)}`, (headers) =>
    ask(client.agents[':id'].promote.$post({ ...at(id), json: options }, { headers })),
  )
  await agentsChanged()
  return told
}

export async function resetEvolution(id: string) {
  const told = await ask(client.agents[':id'].evolution.reset.$post({ ...at(id), json: {} }))
  await agentsChanged()
  return told
}

export async function restoreVersion(id: string, version: number, digest: string) {
  const param = { id, version: String(version) }
  const told = await once(`version ${version} of ${id} over ${digest}`, (headers) =>
    ask(client.agents[':id'].versions[':version'].restore.$post({ param, header: { 'if-match': `"${digest}"` }, json: {} }, { headers })),
  )
  await agentsChanged()
  return told
}
