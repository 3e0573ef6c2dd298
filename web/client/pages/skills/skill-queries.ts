import { queryOptions } from '@tanstack/react-query'
import { ask } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { queryClient } from '../../api/query-client.ts'
import { keys } from '../../api/query-keys.ts'
import { at } from '../agents/agent-calls.ts'

export const skillsQuery = queryOptions({ queryKey: keys.skills, queryFn: async () => (await ask(client.skills.$get())).skills })

export const skillQuery = (id: string) =>
  queryOptions({ queryKey: keys.skill(id), queryFn: async () => (await ask(client.skills[':id'].$get(at(id)))).skill })

/** What changed since it was pinned. */
export const skillChangesOf = (id: string) => ({
  queryKey: [...keys.skill(id), 'changes'],
  ask: () => ask(client.skills[':id'].changes.$get(at(id))),
})

export async function acceptSkill(id: string, digest: string): Promise<void> {
  await ask(client.skills[':id'].accept.$post({ ...at(id), json: { digest } }))
  await queryClient.invalidateQueries({ queryKey: keys.skills })
}
