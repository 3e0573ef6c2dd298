import { useEffect, useRef } from 'react'
import { Button } from '../act/button.tsx'
import { ErrorNotice } from '../notice/error-notice.tsx'
import styles from './data-table.module.css'

export interface More {
  readonly hasMore: boolean
  readonly loading: boolean
  readonly error?: unknown
  readonly load: () => void
}

/** The next page comes when the end is near, or by the button. */
export function LoadMore({ hasMore, loading, error, load }: More) {
  const foot = useRef<HTMLDivElement>(null)
  const failed = error !== undefined && error !== null
  useEffect(() => {
    if (foot.current === null || !hasMore || loading || failed) return
    const observer = new IntersectionObserver((entries) => entries.some(({ isIntersecting }) => isIntersecting) && load(), {
      rootMargin: '400px',
    })
    observer.observe(foot.current)
    return () => observer.disconnect()
  }, [hasMore, loading, failed, load])
  return (
    <div ref={foot} className={styles.more}>
      {failed ? (
        <ErrorNotice error={error} onRetry={load} />
      ) : (
        hasMore && (
          <Button variant="quiet" busy={loading} onClick={load}>
            Load more
          </Button>
        )
      )}
    </div>
  )
}
