import { useBlocker } from '@tanstack/react-router'
import { Button } from '../../kit/act/button.tsx'
import { Dialog } from '../../kit/over/dialog.tsx'

/** Asks before what was typed is left behind: by a link, by going back, by closing the window. */
export function UnsavedGuard({ dirty }: { readonly dirty: boolean }) {
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) => dirty && current.pathname !== next.pathname,
    enableBeforeUnload: () => dirty,
    withResolver: true,
  })
  if (status !== 'blocked') return null
  const footer = (
    <>
      <Button variant="danger" onClick={proceed}>
        Leave, drop the changes
      </Button>
      <Button variant="primary" onClick={reset}>
        Stay
      </Button>
    </>
  )
  return (
    <Dialog open onClose={reset} title="Leave without saving?" footer={footer}>
      <p>What you changed is not saved.</p>
    </Dialog>
  )
}
