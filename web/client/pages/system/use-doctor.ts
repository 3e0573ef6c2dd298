import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { DoctorCheck } from '../../../../src/view/rows.ts'
import { ask, checked } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { keys } from '../../api/query-keys.ts'

export interface Doctor {
  readonly checks: readonly DoctorCheck[]
  /** When it looked; null: it never did. */
  readonly at: number | null
  readonly isRunning: boolean
  readonly error: unknown
  run(): void
}

/** What the doctor found last, and a new look, told check by check. Where it has not looked yet it does, as in the menu. */
export function useDoctor(): Doctor {
  const known = useQueryClient()
  const { data } = useQuery({ queryKey: [...keys.system, 'health'], queryFn: () => ask(client.health.$get()) })
  const [going, setGoing] = useState<readonly DoctorCheck[]>()
  const [error, setError] = useState<unknown>()
  const look = async () => {
    setGoing([])
    setError(undefined)
    try {
      for await (const check of checksOf()) setGoing((before = []) => [...before, check])
      await known.invalidateQueries({ queryKey: [...keys.system, 'health'] })
    } catch (failure) {
      setError(failure)
    } finally {
      setGoing(undefined)
    }
  }
  const begun = useRef(false)
  useEffect(() => {
    if (data?.doctor !== null || begun.current) return
    begun.current = true
    void look()
  })
  const last = data?.doctor ?? null
  return { checks: going ?? last?.checks ?? [], at: last?.at ?? null, isRunning: going !== undefined, error, run: () => void look() }
}

async function* checksOf(): AsyncGenerator<DoctorCheck> {
  const { body } = await checked(client.doctor.$get({}, { headers: { accept: 'application/jsonl' } }))
  if (body === null) return
  let rest = ''
  for await (const text of textsOf(body)) {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) yield JSON.parse(line) as DoctorCheck
  }
}

// Not every browser can walk over a stream by itself.
async function* textsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    yield decoder.decode(value, { stream: true })
  }
}
