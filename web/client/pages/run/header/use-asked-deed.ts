import { useEffect, useState } from 'react'
import { showToast } from '../../../kit/notice/show-toast.ts'
import type { RunDeed } from '../run-search.ts'
import { useRunSearch } from '../use-run-search.ts'

interface Wanted {
  /** Whether all is known that refuses a deed. */
  readonly known: boolean
  readonly refusal: (deed: RunDeed) => string | undefined
}

/** What the person is asked about, by a press or by the address that led here; an address asks once. */
export function useAskedDeed({ known, refusal }: Wanted) {
  const [asked, ask] = useState<RunDeed>()
  const [{ do: wanted }, look] = useRunSearch()
  useEffect(() => {
    if (wanted === undefined || !known) return
    const why = refusal(wanted)
    look({ do: undefined }, { replace: true })
    if (why === undefined) ask(wanted)
    else showToast({ title: why, tone: 'warn' })
  })
  return [asked, ask] as const
}
