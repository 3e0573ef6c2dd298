import { useQuery, useQueryClient } from '@tanstack/react-query'
import { visibleLine } from '../../../../../src/view/shown-text.ts'
import { keys } from '../../../api/query-keys.ts'
import { Button } from '../../../kit/act/button.tsx'
import { ErrorNotice } from '../../../kit/notice/error-notice.tsx'
import { Notice } from '../../../kit/notice/notice.tsx'
import { showToast } from '../../../kit/notice/show-toast.ts'
import { Skeleton } from '../../../kit/notice/skeleton.tsx'
import { Dialog } from '../../../kit/over/dialog.tsx'
import { UnifiedDiff } from '../../../kit/text/unified-diff.tsx'
import { runApi } from '../run-api.ts'
import { patchFiles } from './patch-files.ts'
import { useDeed } from './use-deed.ts'

/** What would be put back is shown first; what is shown is what is done, or it is shown anew. */
export function UndoDialog({ run_id, onClose }: { readonly run_id: string; readonly onClose: () => void }) {
  const queries = useQueryClient()
  const plan = useQuery({ queryKey: keys.runPart(run_id, 'undo'), queryFn: () => runApi.lookAtUndo(run_id), staleTime: 0, gcTime: 0 })
  const deed = useDeed<Awaited<ReturnType<typeof runApi.undo>>>(({ undone, skipped }) => {
    void queries.invalidateQueries({ queryKey: keys.run(run_id) })
    showToast({ title: `${undone.length} put back${skipped.length === 0 ? '' : `, ${skipped.length} left as they are`}`, tone: 'good' })
    onClose()
  })
  const { report, etag } = plan.data ?? {}
  const due = report?.undone.length ?? 0
  const footer = (
    <>
      <Button onClick={onClose}>Leave it</Button>
      <Button
        variant="danger"
        icon="undo"
        busy={deed.busy}
        disabledBecause={due === 0 ? 'There is nothing to put back.' : undefined}
        onClick={() => deed.run(() => runApi.undo(run_id, etag ?? ''))}
      >
        {due === 0 ? 'Put back' : `Put ${due === 1 ? 'it' : `all ${due}`} back`}
      </Button>
    </>
  )
  return (
    <Dialog open wide onClose={onClose} title="Undo what it changed in files" footer={footer}>
      {plan.error !== null && <ErrorNotice error={plan.error} />}
      {plan.isPending && <Skeleton lines={5} />}
      {report !== undefined && (
        <>
          <p>{due === 0 ? 'Nothing is left to put back.' : 'This would be put back. Nothing is changed yet.'}</p>
          <ul>
            {report.undone.map(({ op, path, to_path }) => (
              <li key={`${op} ${path} ${to_path}`}>
                {op} <code>{visibleLine(path)}</code>
                {to_path !== null && <code> {visibleLine(to_path)}</code>}
              </li>
            ))}
          </ul>
          {report.settled > 0 && <p>{report.settled} are as before already.</p>}
          {report.diff.length > 0 &&
            patchFiles(report.diff).map(({ name, lines }, n) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a file may come more than once
              <UnifiedDiff key={n} lines={lines} label={`What would change in ${visibleLine(name)}`} />
            ))}
          {report.skipped.map(({ path, reason }) => (
            <Notice key={path} tone="warn" title={`${visibleLine(path)} stays: ${visibleLine(reason)}`} />
          ))}
          {report.not_undoable.map((call) => (
            <Notice key={call} tone="warn" title={`Cannot be undone: ${visibleLine(call)}`} />
          ))}
        </>
      )}
      {deed.error !== undefined && <ErrorNotice error={deed.error} title="Nothing was put back" onRetry={() => void plan.refetch()} />}
    </Dialog>
  )
}
