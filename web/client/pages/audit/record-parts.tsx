import type { Json } from '../../../../src/kernel/json.ts'
import type { AuditExplanation, AuditRow } from '../../../../src/view/rows.ts'
import { visibleLine } from '../../../../src/view/shown-text.ts'
import { Link } from '../../kit/act/link.tsx'
import { Panel } from '../../kit/place/panel.tsx'
import { Id } from '../../kit/show/id.tsx'
import { KeyValues } from '../../kit/show/key-values.tsx'
import { Said } from '../../kit/show/said.tsx'
import { Time } from '../../kit/show/time.tsx'
import { DataTable } from '../../kit/table/data-table.tsx'
import { JsonView } from '../../kit/text/json-view.tsx'
import { AUDIT_COLUMNS } from './audit-columns.tsx'
import { RuleSteps } from './rule-steps.tsx'

/** Who, where, what, why, who answered, what came of it, and what else is known of the same call. */
export function RecordParts({ explanation }: { readonly explanation: AuditExplanation }) {
  const { record, call, steps, same_call } = explanation
  const more = detailOf(record)
  return (
    <>
      <Panel title="What was decided">
        <KeyValues
          pairs={[
            ['When', <Time key="at" at={record.at} />],
            ['Why', said(record.reason)],
            ['Rule', said(record.rule)],
            ...whoPairs(explanation),
            ...answerPairs(explanation),
            ['Arguments', record.args_hash === null ? undefined : <Id key="args" id={record.args_hash} length={16} of="argument hash" />],
            ['Hash', <Id key="hash" id={record.hash} length={16} of="hash" />],
            ['After', <Id key="prev" id={record.prev_hash} length={16} of="hash of the record before" />],
          ]}
        />
      </Panel>
      {call !== null && (
        <Panel title={`The call of ${call.tool}`}>
          <JsonView label="Arguments" value={call.args} />
          {call.reason !== '' && <KeyValues pairs={[['The agent says, unverified', said(call.reason)]]} />}
        </Panel>
      )}
      {steps.length > 0 && (
        <Panel title="Rules, in the order in which they were looked at" flush>
          <RuleSteps steps={steps} decided={record.rule} />
        </Panel>
      )}
      {more !== undefined && (
        <Panel title="Detail">
          <JsonView label="Detail" value={more} />
        </Panel>
      )}
      {same_call.length > 0 && (
        <Panel title="The same call" flush>
          <DataTable
            label="Records of the same call"
            columns={AUDIT_COLUMNS}
            rows={same_call}
            keyOf={({ n }) => String(n)}
            rowLink={({ n }, content) => (
              <Link quiet to="/audit/$n" params={{ n: String(n) }}>
                {content}
              </Link>
            )}
            empty={null}
          />
        </Panel>
      )}
    </>
  )
}

type Pairs = Parameters<typeof KeyValues>[0]['pairs']

function whoPairs({ record, on_behalf_of, workspace }: AuditExplanation): Pairs {
  const { run_id, subtask_id, agent_id } = record
  return [
    ['Who', said(record.actor)],
    ['For', on_behalf_of === null ? undefined : said(`${on_behalf_of.actor} (${on_behalf_of.origin})`)],
    ['Task', on_behalf_of === null ? undefined : said(on_behalf_of.task)],
    [
      'Run',
      run_id === null ? undefined : (
        <Link key="run" to="/runs/$run_id" params={{ run_id }}>
          {run_id}
        </Link>
      ),
    ],
    ['Subtask', said(subtask_id)],
    [
      'Agent',
      agent_id === null ? undefined : (
        <Link key="agent" to="/agents/$agent_id" params={{ agent_id }}>
          {visibleLine(agent_id)}
        </Link>
      ),
    ],
    ['Workspace', said(workspace)],
  ]
}

function answerPairs({ approval, outcome }: AuditExplanation): Pairs {
  return [
    ['Answer', approval === null ? undefined : said(answerText(approval))],
    ['Note', said(approval?.note ?? null)],
    ['Outcome', outcome === null ? undefined : said(outcome.ok ? 'done' : `failed: ${outcome.error ?? ''}`)],
  ]
}

function answerText({ status, decided_by, scope }: NonNullable<AuditExplanation['approval']>): string {
  return [status, decided_by === null ? '' : `by ${decided_by}`, scope === null ? '' : `for ${scope}`]
    .filter((part) => part !== '')
    .join(' ')
}

// The rules stand in a table of their own.
function detailOf({ detail }: AuditRow): Json | undefined {
  if (detail === null || typeof detail !== 'object' || Array.isArray(detail)) return detail ?? undefined
  const { steps: _, ...rest } = detail
  return Object.keys(rest).length === 0 ? undefined : rest
}

function said(text: string | null) {
  return text === null || text === '' ? undefined : <Said text={text} />
}
