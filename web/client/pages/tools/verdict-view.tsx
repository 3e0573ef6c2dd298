import type { ToolVerdict } from '../../../../src/view/policy-rows.ts'
import { Panel } from '../../kit/place/panel.tsx'
import { KeyValues } from '../../kit/show/key-values.tsx'
import { Said } from '../../kit/show/said.tsx'
import { JsonView } from '../../kit/text/json-view.tsx'
import { DecisionBadge } from '../audit/decision-badge.tsx'
import { RuleSteps } from '../audit/rule-steps.tsx'

/** What would become of a call, and the rules that say so. */
export function VerdictView({ verdict }: { readonly verdict: ToolVerdict }) {
  return (
    <>
      <Panel title="What would happen" actions={<DecisionBadge decision={verdict.decision} />}>
        <KeyValues pairs={verdictPairs(verdict)} />
        <JsonView label="Arguments as they are judged" value={verdict.args} />
      </Panel>
      <Rules verdict={verdict} />
    </>
  )
}

export function Rules({ verdict }: { readonly verdict: ToolVerdict }) {
  if (verdict.steps.length === 0) return null
  // The verdict names only rules that fit.
  const steps = verdict.steps.map((step) => ({ ...step, matched: true }))
  return (
    <Panel title="Rules that fit" flush>
      <RuleSteps steps={steps} decided={verdict.rule} />
    </Panel>
  )
}

export function verdictPairs({ rule, origin, reason, effect, sandbox, touches }: ToolVerdict): Parameters<typeof KeyValues>[0]['pairs'] {
  const { paths, host, method, commands } = touches
  return [
    ['Why', <Said key="why" text={reason} />],
    ['Rule', <Said key="rule" text={`${rule} (${origin})`} />],
    ['Effect', effect === null ? undefined : effect],
    ['Sandbox', sandbox],
    ['Files', paths.length === 0 ? undefined : <Said key="paths" text={paths.map(({ path, access }) => `${access} ${path}`).join('\n')} />],
    ['Host', host === null ? undefined : <Said key="host" text={`${method ?? ''} ${host}`.trim()} />],
    ['Commands', commands.length === 0 ? undefined : <Said key="commands" text={commands.join('\n')} />],
  ]
}
