import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { JsonObject } from '../../../../src/kernel/json.ts'
import type { ToolVerdict } from '../../../../src/view/policy-rows.ts'
import { ask } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { once } from '../../api/once.ts'
import { keys } from '../../api/query-keys.ts'

interface Called {
  readonly args: JsonObject
  /** The hash of the arguments that the person has seen and allowed. */
  readonly allow?: string
}

/** Judging and calling. What the policy asks about comes back as `asked`, and is called again with a yes to these very arguments. */
export function useToolCall({ tool, agent }: { readonly tool: string; readonly agent: string }) {
  const queries = useQueryClient()
  const [asked, setAsked] = useState<ToolVerdict>()
  const going = useRef<AbortController>(undefined)
  // The server ends a call whose page has gone.
  useEffect(() => () => going.current?.abort(), [])
  const param = { name: tool }
  const as = agent === '' ? {} : { agent_id: agent }
  const judge = useMutation({
    mutationFn: (args: JsonObject) => ask(client.tools[':name'].judge.$post({ param, json: { args, ...as } })),
    onMutate: () => call.reset(),
  })
  const call = useMutation({
    mutationFn: (called: Called) => {
      setAsked(undefined)
      const stop = new AbortController()
      going.current = stop
      const json = { ...called, ...as }
      return once(`call ${tool} ${JSON.stringify(json)}`, (headers) =>
        ask(client.tools[':name'].call.$post({ param, json }, { headers, init: { signal: stop.signal } })),
      )
    },
    onSuccess: ({ verdict, duration_ms }, { allow }) => {
      setAsked(verdict.decision === 'ask' && duration_ms === null && allow === undefined ? verdict : undefined)
    },
    onSettled: () => void queries.invalidateQueries({ queryKey: keys.audit }),
  })
  return { judge, call, asked, refuse: () => setAsked(undefined), end: () => going.current?.abort() }
}
