import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ask, type Received } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { edit } from '../../api/edit.ts'
import { JSON_REQUEST } from '../../api/json-request.ts'
import { keys } from '../../api/query-keys.ts'

export type Setting = Received<Awaited<ReturnType<typeof askSettings>>>['settings'][number]

function askSettings() {
  return ask(client.settings.$get())
}

export function useSettings() {
  return useQuery({ queryKey: keys.settings, queryFn: askSettings })
}

/** Saves a value, or takes the saved one away (null); only when it still is as it was seen. */
export function useChangeSetting({ name, etag }: Pick<Setting, 'name' | 'etag'>) {
  const known = useQueryClient()
  return useMutation({
    mutationFn: (value: string | null) => {
      const readAgain = () => known.invalidateQueries({ queryKey: keys.settings })
      const at = { param: { name } }
      const match = { headers: { ...JSON_REQUEST, 'if-match': etag } }
      const of = client.settings[':name']
      return edit(ask<unknown>(value === null ? of.$delete(at, match) : of.$put({ ...at, json: { value } }, match)), readAgain)
    },
    // Also when it was refused: somebody else may have changed it.
    onSettled: () =>
      Promise.all([keys.settings, keys.status, keys.system, keys.audit].map((queryKey) => known.invalidateQueries({ queryKey }))),
  })
}
