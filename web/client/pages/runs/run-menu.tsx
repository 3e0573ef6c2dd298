import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { EXIT_CODES } from '../../../../src/kernel/exit-codes.ts'
import type { ListedRun } from '../../../../src/view/run-list.ts'
import { runRefusal } from '../../../../src/view/runs/run-refusal.ts'
import { visibleLine } from '../../../../src/view/shown-text.ts'
import { errorText } from '../../api/ask.ts'
import { queryClient } from '../../api/query-client.ts'
import { keys } from '../../api/query-keys.ts'
import { copyText } from '../../kit/act/copy-text.ts'
import { IconButton } from '../../kit/act/icon-button.tsx'
import { Menu } from '../../kit/act/menu.tsx'
import { showToast } from '../../kit/notice/show-toast.ts'
import { ConfirmDialog } from '../../kit/over/confirm-dialog.tsx'
import { runLinks } from '../run/run-api.ts'
import type { RunDeed } from '../run/run-search.ts'
import { runsApi } from './runs-api.ts'

/** What can be done with one run of the list. */
export function RunMenu({ run }: { readonly run: ListedRun }) {
  const { run_id } = run
  const navigate = useNavigate()
  const [asking, setAsking] = useState<'stop' | 'kill'>()
  const name = run_id.slice(0, 8)
  const open = (id: string, deed?: RunDeed) =>
    navigate({ to: '/runs/$run_id', params: { run_id: id }, search: deed === undefined ? {} : { do: deed } })
  const act = (said: string, deed: () => Promise<unknown>) => async () => {
    try {
      await deed()
      showToast({ title: said, tone: 'good' })
    } catch (error) {
      showToast({ title: errorText(error), tone: 'bad' })
    }
    await queryClient.invalidateQueries({ queryKey: keys.runs })
  }
  const again = async () => {
    const { run_id: next } = await runsApi.rerun(run_id)
    await open(next)
  }
  return (
    <>
      <Menu
        trigger={<IconButton icon="more" size="s" label={`Actions of run ${name}`} />}
        groups={[
          [
            { label: 'Open', icon: 'arrow-right', onSelect: () => void open(run_id) },
            { label: 'Run again', icon: 'refresh', onSelect: () => void act(`Run ${name} is done once more.`, again)() },
            { label: 'Edit and run', icon: 'edit', onSelect: () => void navigate({ to: '/new', search: { from: run_id } }) },
            {
              label: 'Resume',
              icon: 'play',
              disabledBecause: runRefusal(run, 'resume'),
              // With the same limit it would end there again: it is asked for another one.
              onSelect: () =>
                run.exit_code === EXIT_CODES.limit
                  ? void open(run_id, 'resume')
                  : void act(`Run ${name} goes on.`, () => runsApi.resume(run_id))(),
            },
            { label: 'Fork', icon: 'fork', onSelect: () => void open(run_id, 'fork') },
            { label: 'Undo its changes of files', icon: 'undo', onSelect: () => void open(run_id, 'undo') },
          ],
          [
            { label: 'Download the bundle', icon: 'download', onSelect: () => window.location.assign(runLinks.export(run_id)) },
            { label: 'Copy id', icon: 'copy', onSelect: () => void copyText(run_id) },
          ],
          [
            { label: 'Cancel', icon: 'stop', danger: true, disabledBecause: runRefusal(run, 'stop'), onSelect: () => setAsking('stop') },
            { label: 'Kill', icon: 'close', danger: true, disabledBecause: runRefusal(run, 'kill'), onSelect: () => setAsking('kill') },
          ],
        ]}
      />
      {asking !== undefined && (
        <ConfirmDialog
          open
          danger
          onClose={() => setAsking(undefined)}
          title={asking === 'stop' ? `Cancel run ${name}?` : `Kill run ${name}?`}
          action={asking === 'stop' ? 'Cancel the run' : 'Kill it'}
          onConfirm={act(asking === 'stop' ? 'It was asked to stop.' : 'It is killed.', () => runsApi.cancel(run_id, asking === 'kill'))}
        >
          <p>{visibleLine(run.task.slice(0, 200))}</p>
          <p>
            {asking === 'stop'
              ? 'No new work is begun, and its agents have up to 5 s to end. What it has done stays; it cannot be resumed.'
              : 'Its agents and tools are ended at once, also when its process does not answer. An effect that was under way may be half done.'}
          </p>
        </ConfirmDialog>
      )}
    </>
  )
}
