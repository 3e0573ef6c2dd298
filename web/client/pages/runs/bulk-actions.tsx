import { useState } from 'react'
import { csvCell } from '../../../../src/view/audit-export/csv-cell.ts'
import { plural } from '../../../../src/view/format.ts'
import type { ListedRun } from '../../../../src/view/run-list.ts'
import { runRefusal } from '../../../../src/view/runs/run-refusal.ts'
import { queryClient } from '../../api/query-client.ts'
import { keys } from '../../api/query-keys.ts'
import { Button } from '../../kit/act/button.tsx'
import { showToast } from '../../kit/notice/show-toast.ts'
import { ConfirmDialog } from '../../kit/over/confirm-dialog.tsx'
import { runsApi } from './runs-api.ts'
import { saveFile } from './save-file.ts'

const COLUMNS = [
  'run_id',
  'status',
  'task',
  'engine',
  'agents',
  'tags',
  'stage',
  'tokens',
  'cost_usd',
  'created_at',
  'ended_at',
  'exit_code',
  'session_id',
  'actor',
  'origin',
] as const

/** What is done with all runs that are marked. */
export function BulkActions({ runs, onDone }: { readonly runs: readonly ListedRun[]; readonly onDone: () => void }) {
  const [asking, setAsking] = useState(false)
  const open = runs.filter((run) => runRefusal(run, 'stop') === undefined)
  const cancel = async () => {
    const results = await Promise.allSettled(open.map(({ run_id }) => runsApi.cancel(run_id, false)))
    const failed = results.filter(({ status }) => status === 'rejected').length
    const told = `${plural(results.length - failed, 'run')} asked to stop${failed === 0 ? '' : `, ${failed} could not be`}.`
    showToast({ title: told, tone: failed === 0 ? 'good' : 'bad' })
    await queryClient.invalidateQueries({ queryKey: keys.runs })
    onDone()
  }
  return (
    <>
      <Button
        size="s"
        icon="stop"
        disabledBecause={open.length === 0 ? 'All of them have ended.' : undefined}
        onClick={() => setAsking(true)}
      >
        Cancel {open.length > 0 ? open.length : ''}
      </Button>
      <Button size="s" icon="download" onClick={() => saveFile('runs.csv', 'text/csv', toCsv(runs))}>
        CSV
      </Button>
      <Button size="s" icon="download" onClick={() => saveFile('runs.json', 'application/json', JSON.stringify(runs, null, 2))}>
        JSON
      </Button>
      <ConfirmDialog
        open={asking}
        danger
        onClose={() => setAsking(false)}
        title={`Cancel ${plural(open.length, 'run')}?`}
        action="Cancel them"
        onConfirm={cancel}
      >
        <p>No new work is begun, and their agents have up to 5 s to end. What they have done stays; they cannot be resumed.</p>
      </ConfirmDialog>
    </>
  )
}

function toCsv(runs: readonly ListedRun[]): string {
  const cell = (value: ListedRun[(typeof COLUMNS)[number]]): string => csvCell(Array.isArray(value) ? value.join(' ') : String(value ?? ''))
  return [COLUMNS.join(','), ...runs.map((run) => COLUMNS.map((name) => cell(run[name])).join(','))].join('\r\n')
}
