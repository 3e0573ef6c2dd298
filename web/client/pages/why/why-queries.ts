import { queryOptions } from '@tanstack/react-query'
import { ask } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { keys } from '../../api/query-keys.ts'

const LIMIT = 100

/** The tools and skills that an agent may have. */
export const choicesQuery = queryOptions({
  queryKey: keys.agentList({ choices: true }),
  queryFn: () => ask(client['agent-drafts'].choices.$get()),
})

export const agentWhyQuery = (task: string, required_tools: readonly string[]) =>
  queryOptions({
    queryKey: keys.agentList({ why: task, required_tools }),
    queryFn: ({ signal }) =>
      ask(client.why.agent.$post({ json: { task, required_tools: [...required_tools], limit: LIMIT } }, { init: { signal } })),
  })

export const skillWhyQuery = (task: string, required_tools: readonly string[]) =>
  queryOptions({
    queryKey: [...keys.skills, 'why', task, required_tools],
    queryFn: ({ signal }) =>
      ask(client.why.skill.$post({ json: { task, required_tools: [...required_tools], limit: LIMIT } }, { init: { signal } })),
  })
