import { useEffect, useRef, useState } from 'react'
import { visibleLine } from '../../../../src/view/shown-text.ts'
import { errorText } from '../../api/ask.ts'
import { showToast } from '../../kit/notice/show-toast.ts'
import type { EditCheck } from './use-edit-check.ts'

interface SaveWhenChecked {
  readonly dirty: boolean
  readonly check: EditCheck
  readonly onReady: () => void
}

/** A key that saves is pressed while the last words are still being looked at: it counts as soon as they are, and says why where it cannot. */
export function useSaveWhenChecked({ dirty, check, onReady }: SaveWhenChecked): () => void {
  const [wanted, want] = useState(false)
  const ready = useRef(onReady)
  useEffect(() => {
    ready.current = onReady
  })
  const { checking, error, blocking, problems } = check
  const waits = dirty && checking && error === null && problems.length === 0
  useEffect(() => {
    if (!wanted || waits) return
    want(false)
    if (dirty && !blocking) return ready.current()
    const why = dirty ? (error === null ? problems[0]?.message : errorText(error)) : 'Nothing is changed.'
    showToast({ title: 'Not saved', description: visibleLine(why ?? 'Mend what is wrong first.'), tone: 'warn' })
  }, [wanted, waits, dirty, blocking, problems, error])
  return () => want(true)
}
