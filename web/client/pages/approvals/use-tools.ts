import { useQuery } from '@tanstack/react-query'
import { ask } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { keys } from '../../api/query-keys.ts'
import type { Option } from '../../kit/form/option.ts'

/** The tools that there are, to choose from. */
export function useTools(): readonly Option[] {
  const { data } = useQuery({ queryKey: keys.runList({ choices: true }), queryFn: () => ask(client['new-run'].choices.$get()) })
  return (data?.tools ?? []).map((value) => ({ value }))
}
