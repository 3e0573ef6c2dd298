import { useRouter } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useStatus } from '../api/status.ts'
import { notifies } from './notify.ts'

/** How much waits stands before the window's title; and when more comes while nobody looks, the browser says so, if it may. */
export function useWaitingNotice(): void {
  const count = useStatus().data?.approvals_pending
  const router = useRouter()
  const before = useRef<number>(undefined)
  useEffect(() => {
    const grown = count !== undefined && before.current !== undefined && count > before.current
    before.current = count
    if (!grown || !document.hidden || !notifies.get()) return
    const note = new Notification('claw', {
      body: `${count} ${count === 1 ? 'request waits' : 'requests wait'} for your answer.`,
      tag: 'claw-approvals',
    })
    note.onclick = () => {
      window.focus()
      void router.navigate({ to: '/approvals' })
    }
  }, [count, router])
  useEffect(() => {
    const title = document.querySelector('title')
    if (title === null) return
    const put = (): void => {
      const plain = document.title.replace(/^\(\d+\) /, '')
      const wanted = count === undefined || count === 0 ? plain : `(${count}) ${plain}`
      if (document.title !== wanted) document.title = wanted
    }
    put()
    const observer = new MutationObserver(put)
    observer.observe(title, { childList: true })
    return () => observer.disconnect()
  }, [count])
}
