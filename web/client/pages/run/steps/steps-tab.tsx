import { useMemo, useState } from 'react'
import { shownSteps } from '../../../../../src/view/shown-steps.ts'
import { tellingStep } from '../../../../../src/view/trace/telling-step.ts'
import { treeRows } from '../../../../../src/view/trace/tree-rows.ts'
import { Button } from '../../../kit/act/button.tsx'
import { Empty } from '../../../kit/notice/empty.tsx'
import { Panel } from '../../../kit/place/panel.tsx'
import type { RunOfPage } from '../known-run.ts'
import { STEP_SHOWS, type StepShow } from '../run-search.ts'
import { useNow } from '../use-now.ts'
import { useRunSearch } from '../use-run-search.ts'
import { StepDetail } from './step-detail.tsx'
import { StepTree } from './step-tree.tsx'
import styles from './steps-tab.module.css'

const WORDS: Readonly<Record<StepShow, string>> = {
  all: 'All',
  thoughts: 'Thoughts and actions',
  tools: 'Tool calls',
  models: 'Model calls',
}

/** The tree of steps, and beside it everything that is known of the chosen one. */
export function StepsTab({ run }: { readonly run: RunOfPage }) {
  const [search, look] = useRunSearch()
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set())
  const ticking = useNow(run.goesOn)
  const now = run.goesOn ? ticking : run.until()
  const rows = useMemo(() => shownSteps(run.shown, search.show, folded), [run.shown, search.show, folded])
  const chosen = search.step ?? tellingStep(run.shown, run.view.status)
  const row = treeRows(run.shown).find(({ id }) => id === chosen)
  const fold = (id: string, fold: boolean) => setFolded(new Set(fold ? [...folded, id] : [...folded].filter((one) => one !== id)))
  const at = rows.findIndex(({ id }) => id === chosen)
  const step = (by: number) => look({ step: rows[Math.min(rows.length - 1, Math.max(0, at + by))]?.id }, { replace: true })
  return (
    <div className={styles.both}>
      <Panel flush label="Steps">
        <fieldset className={styles.show}>
          <legend className="visually-hidden">Which steps are listed</legend>
          {STEP_SHOWS.map((show) => (
            <Button key={show} size="s" variant="quiet" pressed={search.show === show} onClick={() => look({ show }, { replace: true })}>
              {WORDS[show]}
            </Button>
          ))}
        </fieldset>
        {rows.length <= 1 && search.show !== 'all' ? (
          <Empty title={`No ${WORDS[search.show].toLowerCase()} in this run`} />
        ) : (
          <StepTree
            rows={rows}
            root={run.shown.root}
            chosen={chosen}
            now={now}
            onChoose={(id) => look({ step: id }, { replace: true })}
            onFold={fold}
          />
        )}
      </Panel>
      <Panel flush label="The chosen step">
        <div className={styles.walk}>
          <Button size="s" variant="quiet" icon="chevron-up" onClick={() => step(-1)}>
            Step before
          </Button>
          <Button size="s" variant="quiet" icon="chevron-down" onClick={() => step(1)}>
            Next step
          </Button>
        </div>
        {row === undefined ? (
          <Empty title="Choose a step">Its prompt, arguments, decision and result stand here.</Empty>
        ) : (
          <StepDetail run={run} row={row} now={now} />
        )}
      </Panel>
    </div>
  )
}
