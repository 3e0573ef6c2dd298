import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import type { JsonObject } from '../../../../src/kernel/json.ts'
import { queryClient } from '../../api/query-client.ts'
import { keys } from '../../api/query-keys.ts'
import { newRunApi } from './new-run-api.ts'

export interface Start {
  readonly busy: boolean
  readonly error: unknown
  run(body: JsonObject): void
}

/** Starts a run, once: pressed twice, or sent again because the answer was lost, the same request has the same key. */
export function useStartRun(onStarted: () => void): Start {
  const navigate = useNavigate()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const under = useRef(false)
  const last = useRef({ text: '', key: '' })
  const start = async (body: JsonObject): Promise<void> => {
    const text = JSON.stringify(body)
    if (last.current.text !== text) last.current = { text, key: crypto.randomUUID() }
    const { run_id } = await newRunApi.start(body, last.current.key)
    void queryClient.invalidateQueries({ queryKey: keys.runs })
    onStarted()
    await navigate({ to: '/runs/$run_id', params: { run_id } })
  }
  const run = (body: JsonObject): void => {
    if (under.current) return
    under.current = true
    setBusy(true)
    setError(undefined)
    start(body)
      .catch(setError)
      .finally(() => {
        under.current = false
        setBusy(false)
      })
  }
  return { busy, error, run }
}
