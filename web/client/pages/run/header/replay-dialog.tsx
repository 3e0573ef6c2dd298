import { useQuery } from '@tanstack/react-query'
import { replayText } from '../../../../../src/view/replay-text.ts'
import { keys } from '../../../api/query-keys.ts'
import { Button } from '../../../kit/act/button.tsx'
import { ErrorNotice } from '../../../kit/notice/error-notice.tsx'
import { Notice } from '../../../kit/notice/notice.tsx'
import { Skeleton } from '../../../kit/notice/skeleton.tsx'
import { Dialog } from '../../../kit/over/dialog.tsx'
import { Exact } from '../exact.tsx'
import { runApi } from '../run-api.ts'

/** The run once more, from its journal: does it come out the same with the agents and rules of today? */
export function ReplayDialog({ run_id, onClose }: { readonly run_id: string; readonly onClose: () => void }) {
  const replay = useQuery({
    queryKey: keys.runPart(run_id, 'replay'),
    queryFn: () => runApi.replay(run_id),
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title="Replay from the journal"
      description="Agents run again and are answered from the journal: no model is asked, no tool is called, nothing is changed."
      footer={<Button onClick={onClose}>Close</Button>}
    >
      {replay.isPending && <Skeleton lines={3} />}
      {replay.error !== null && <ErrorNotice error={replay.error} onRetry={() => void replay.refetch()} />}
      {replay.data !== undefined && (
        <>
          <Notice
            tone={replay.data.same ? 'good' : 'warn'}
            announced
            title={replay.data.same ? 'It came out the same.' : 'It came out different.'}
          />
          <Exact label="replay report" text={replayText(replay.data)} />
        </>
      )}
    </Dialog>
  )
}
