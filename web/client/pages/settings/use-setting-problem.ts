import { useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import { ask } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { keys } from '../../api/query-keys.ts'

/** Whether claw would start with this value; empty: it would, or it is not known yet. */
export function useSettingProblem(name: string, text: string): string {
  const value = useDeferredValue(text)
  const { data } = useQuery({
    queryKey: [...keys.settings, 'check', name, value],
    queryFn: () => ask(client.settings[':name'].check.$post({ param: { name }, json: { value } })),
    staleTime: 5000,
    placeholderData: (before) => before,
  })
  return data?.problem ?? ''
}
