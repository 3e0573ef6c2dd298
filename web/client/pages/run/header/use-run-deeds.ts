import type { RunAct } from '../../../../../src/view/run-act-refusal.ts'
import { useDeeds } from '../../../app/keys/use-deeds.ts'
import type { RunDeed } from '../run-search.ts'

interface RunDeeds {
  readonly refusal: (act: RunAct) => string | undefined
  readonly ask: (deed: RunDeed) => void
  readonly rerun: () => void
  readonly edit: () => void
  readonly download: () => void
}

// The keys of the menu.
const ASKED: readonly { readonly id: RunDeed; readonly title: string; readonly key?: string }[] = [
  { id: 'resume', title: 'Resume this run', key: 'r' },
  { id: 'fork', title: 'Fork this run', key: 'f' },
  { id: 'stop', title: 'Cancel this run', key: 's' },
  { id: 'kill', title: 'Kill this run', key: 'K' },
  { id: 'undo', title: 'Undo its changes of files', key: 'u' },
  { id: 'replay', title: 'Replay it from the journal', key: 'p' },
]

/** What can be done with the run, in the palette and by the keys of the menu. */
export function useRunDeeds({ refusal, ask, rerun, edit, download }: RunDeeds): void {
  useDeeds([
    ...ASKED.filter(({ id }) => refusal(id) === undefined).map((deed) => ({ ...deed, run: () => ask(deed.id) })),
    { id: 'rerun', title: 'Run the same task again', run: rerun },
    { id: 'edit', title: 'Run it again with edits', key: 'e', run: edit },
    { id: 'download', title: 'Download the bundle', run: download },
  ])
}
