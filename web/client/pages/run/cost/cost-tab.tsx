import { runAnalysis } from '../../../../../src/view/analysis/run-analysis.ts'
import { type CostRow, costByModel, costByPart } from '../../../../../src/view/cost-rows.ts'
import { formatDuration } from '../../../../../src/view/format.ts'
import { visibleLine } from '../../../../../src/view/shown-text.ts'
import { Empty } from '../../../kit/notice/empty.tsx'
import { Panel } from '../../../kit/place/panel.tsx'
import { Money } from '../../../kit/show/money.tsx'
import { Tokens } from '../../../kit/show/tokens.tsx'
import type { RunOfPage } from '../known-run.ts'
import { scrolled } from '../scrolled.ts'
import styles from './cost-tab.module.css'

/** What the run took: by model, by part of the plan, by stage; and what its time went to. */
export function CostTab({ run }: { readonly run: RunOfPage }) {
  const { stages, spent } = runAnalysis(run.events, { run_id: run.run_id, now: run.until() })
  const byStage = stages.map((stage) => ({
    name: stage.title,
    calls: stage.model_calls,
    input: stage.input_tokens,
    output: stage.output_tokens,
    cached: 0,
    cost_usd: stage.cost_usd,
    duration_ms: stage.duration_ms,
    tool_calls: stage.tool_calls,
  }))
  const models = costByModel(run.view)
  return (
    <>
      <Panel flush title="By model">
        {models.length === 0 ? (
          <Empty title="No model was asked">The rules did all of it; nothing was paid.</Empty>
        ) : (
          <CostTable label="By model" rows={models} />
        )}
      </Panel>
      {models.length > 0 && (
        <Panel flush title="By part of the plan">
          <CostTable label="By part of the plan" rows={costByPart(run.shown)} />
        </Panel>
      )}
      <Panel flush title="By stage">
        <CostTable label="By stage" rows={byStage} />
      </Panel>
      <Panel title="What the time went to">
        <dl className={styles.spent}>
          {SPENT.map(([key, word]) => (
            <div key={key}>
              <dt>{word}</dt>
              <dd>{formatDuration(spent[key])}</dd>
            </div>
          ))}
        </dl>
      </Panel>
    </>
  )
}

const SPENT = [
  ['model_ms', 'models'],
  ['tools_ms', 'tools'],
  ['person_ms', 'waiting for a person'],
  ['own_ms', 'claw and its agents'],
  ['stopped_ms', 'stopped'],
] as const

type ShownRow = CostRow & { readonly duration_ms?: number; readonly tool_calls?: number }

function CostTable({ label, rows }: { readonly label: string; readonly rows: readonly ShownRow[] }) {
  const timed = rows.some(({ duration_ms }) => duration_ms !== undefined)
  return (
    <div {...scrolled(label)} className={styles.scroll}>
      <table className={styles.table}>
        <caption className="visually-hidden">{label}</caption>
        <thead>
          <tr>
            <th scope="col">{label.replace('By ', '')}</th>
            {timed && <th scope="col">Time</th>}
            {timed && <th scope="col">Tool calls</th>}
            <th scope="col">Model calls</th>
            <th scope="col">Tokens in</th>
            <th scope="col">From cache</th>
            <th scope="col">Tokens out</th>
            <th scope="col">Cost</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name}>
              <th scope="row">{visibleLine(row.name)}</th>
              {timed && <td>{formatDuration(row.duration_ms ?? 0)}</td>}
              {timed && <td>{row.tool_calls}</td>}
              <td>{row.calls}</td>
              <td>
                <Tokens count={row.input} />
              </td>
              <td>
                <Tokens count={row.cached} />
              </td>
              <td>
                <Tokens count={row.output} />
              </td>
              <td>{row.calls === 0 ? '-' : <Money usd={row.cost_usd} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
