import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { JsonObject } from '../../../../src/kernel/json.ts'
import { keys } from '../../api/query-keys.ts'
import { newRunApi } from './new-run-api.ts'

const PAUSE_MS = 350

/** Who would take it, asked when the typing pauses, and only of what is sound. */
export function usePreview(body: JsonObject, sound: boolean) {
  const text = JSON.stringify(body)
  const [asked, setAsked] = useState(sound ? text : undefined)
  useEffect(() => {
    if (!sound) return
    const timer = setTimeout(() => setAsked(text), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text, sound])
  return useQuery({
    queryKey: keys.runList({ preview: asked }),
    queryFn: asked === undefined ? skipToken : ({ signal }) => newRunApi.preview(JSON.parse(asked) as JsonObject, signal),
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 10_000,
  })
}
