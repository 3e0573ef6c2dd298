import { useNavigate } from '@tanstack/react-router'
import { type RunAct, runActRefusal } from '../../../../../src/view/run-act-refusal.ts'
import { errorText } from '../../../api/ask.ts'
import { Button } from '../../../kit/act/button.tsx'
import { copyText } from '../../../kit/act/copy-text.ts'
import { Menu } from '../../../kit/act/menu.tsx'
import { showToast } from '../../../kit/notice/show-toast.ts'
import type { RunOfPage } from '../known-run.ts'
import { runApi, runLinks } from '../run-api.ts'
import { useRunSearch } from '../use-run-search.ts'
import { ForkDialog } from './fork-dialog.tsx'
import { ReplayDialog } from './replay-dialog.tsx'
import { ResumeDialog } from './resume-dialog.tsx'
import styles from './run-header.module.css'
import { StopDialog } from './stop-dialog.tsx'
import { UndoDialog } from './undo-dialog.tsx'
import { useAskedDeed } from './use-asked-deed.ts'
import { useRunDeeds } from './use-run-deeds.ts'

const OVER = [
  { act: 'resume', label: 'Resume', icon: 'play' },
  { act: 'stop', label: 'Cancel', icon: 'stop' },
] as const

/** What can be done with the run. What cannot be done now stays there, and says why. */
export function RunActions({ run }: { readonly run: RunOfPage }) {
  const [search] = useRunSearch()
  const navigate = useNavigate()
  const { run_id } = run
  const refusal = (act: RunAct): string | undefined => sentence(runActRefusal({ run: run.view, row: run.row }, act))
  const [asked, ask] = useAskedDeed({ known: run.row !== null && run.events.length > 0, refusal })
  const close = () => ask(undefined)
  const goTo = (id: string, what: string) => {
    showToast({ title: what, tone: 'good' })
    void navigate({ to: '/runs/$run_id', params: { run_id: id }, search: {} })
  }
  const rerun = () =>
    runApi.rerun(run_id).then(
      (started) => goTo(started.run_id, 'The same task runs again'),
      (error: unknown) => showToast({ title: errorText(error), tone: 'bad' }),
    )
  const edit = () => void navigate({ to: '/new', search: { from: run_id } })
  const download = () => window.location.assign(runLinks.export(run_id))
  useRunDeeds({ refusal, ask, rerun: () => void rerun(), edit, download })
  const copy = async (command: string) =>
    showToast({ title: (await copyText(command)) ? `Copied: ${command}` : 'The browser does not let the dashboard copy.' })
  // Of a run that is over for good they stand under More, with their reason, and leave the place to what can be done.
  const over = refusal('resume') !== undefined && refusal('stop') !== undefined
  return (
    <div className={styles.actions}>
      {!over && (
        <Button
          icon="play"
          variant={refusal('resume') === undefined ? 'primary' : 'plain'}
          disabledBecause={refusal('resume')}
          onClick={() => ask('resume')}
        >
          Resume
        </Button>
      )}
      <Button icon="refresh" onClick={() => void rerun()}>
        Rerun
      </Button>
      <Button icon="fork" disabledBecause={refusal('fork')} onClick={() => ask('fork')}>
        Fork
      </Button>
      {!over && (
        <Button icon="stop" variant="danger" disabledBecause={stopping(run) ?? refusal('stop')} onClick={() => ask('stop')}>
          Cancel
        </Button>
      )}
      <Menu
        trigger={<Button icon="more">More</Button>}
        groups={[
          [
            { label: 'Rerun with edits', icon: 'edit', onSelect: edit },
            { label: 'Replay from the journal', icon: 'play', onSelect: () => ask('replay'), disabledBecause: refusal('replay') },
            { label: 'Undo its changes of files', icon: 'undo', onSelect: () => ask('undo'), disabledBecause: refusal('undo') },
          ],
          [
            { label: 'Download the bundle', icon: 'download', onSelect: download },
            { label: 'Copy `claw watch`', icon: 'copy', onSelect: () => void copy(`claw watch ${run_id}`) },
            { label: 'Copy `claw runlog`', icon: 'copy', onSelect: () => void copy(`claw runlog ${run_id}`) },
            { label: 'Copy the address of this view', icon: 'copy', onSelect: () => void copy(window.location.href) },
          ],
          [
            ...(over ? OVER.map(({ act, ...item }) => ({ ...item, onSelect: () => ask(act), disabledBecause: refusal(act) })) : []),
            { label: 'Kill', icon: 'stop', danger: true, onSelect: () => ask('kill'), disabledBecause: refusal('kill') },
          ],
        ]}
      />
      <StopDialog run_id={run_id} force={asked === 'kill'} open={asked === 'stop' || asked === 'kill'} onClose={close} />
      {asked === 'resume' && <ResumeDialog run={run} onClose={close} />}
      {asked === 'fork' && <ForkDialog run={run} step={search.step} onClose={close} onForked={(id) => goTo(id, 'The fork has begun')} />}
      {asked === 'undo' && <UndoDialog run_id={run_id} onClose={close} />}
      {asked === 'replay' && <ReplayDialog run_id={run_id} onClose={close} />}
    </div>
  )
}

function stopping({ view, goesOn }: RunOfPage): string | undefined {
  return view.cancelling_by !== null && goesOn ? 'It is stopping already; Kill, under More, does not wait.' : undefined
}

function sentence(refusal: string): string | undefined {
  return refusal === '' ? undefined : `${refusal.charAt(0).toUpperCase()}${refusal.slice(1)}.`
}
