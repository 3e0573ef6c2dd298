import { formatDuration } from '../../../../src/view/format.ts'
import type { ToolCallRow } from '../../../../src/view/policy-rows.ts'
import { Notice } from '../../kit/notice/notice.tsx'
import { Panel } from '../../kit/place/panel.tsx'
import { KeyValues } from '../../kit/show/key-values.tsx'
import { Said } from '../../kit/show/said.tsx'
import { JsonView } from '../../kit/text/json-view.tsx'
import { DecisionBadge } from '../audit/decision-badge.tsx'
import { Rules, verdictPairs } from './verdict-view.tsx'

/** What came of a call, also when it was refused. */
export function CallOutcome({ outcome }: { readonly outcome: ToolCallRow }) {
  const { verdict, ok, result, error, duration_ms } = outcome
  return (
    <>
      <Panel title="What came of it" actions={<DecisionBadge decision={verdict.decision} />}>
        <Notice tone={ok ? 'good' : 'bad'} title={headOf(outcome)} announced>
          {error !== null && (
            <p>
              <Said text={error.message} /> <code>{error.code}</code>
            </p>
          )}
        </Notice>
        {duration_ms !== null && <JsonView label="Result" value={result} />}
        <KeyValues pairs={verdictPairs(verdict)} />
      </Panel>
      <Rules verdict={verdict} />
    </>
  )
}

function headOf({ ok, duration_ms }: ToolCallRow): string {
  if (duration_ms === null) return 'Nothing was done'
  return `${ok ? 'Done' : 'It failed'} in ${formatDuration(duration_ms)}`
}
