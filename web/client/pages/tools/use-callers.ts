import { useQuery } from '@tanstack/react-query'
import { ask } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { keys } from '../../api/query-keys.ts'
import type { Option } from '../../kit/form/option.ts'

const QUERY = { limit: '5000' }

/** Agents that a call can be made as; a person needs no choice. */
export function useCallers(): readonly Option[] {
  const { data } = useQuery({ queryKey: keys.agentList(QUERY), queryFn: () => ask(client.agents.$get({ query: QUERY })) })
  return (data?.agents ?? []).filter(({ status }) => status !== 'broken').map(({ agent_id, name }) => ({ value: agent_id, hint: name }))
}
