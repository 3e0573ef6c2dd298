import { useQuery } from '@tanstack/react-query'
import type { JsonObject } from '../../../../src/kernel/json.ts'
import { visibleLine } from '../../../../src/view/shown-text.ts'
import { ask } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { keys } from '../../api/query-keys.ts'
import { DecisionBadge } from '../audit/decision-badge.tsx'

interface ExampleVerdictProps {
  readonly tool: string
  readonly example: JsonObject
  /** Empty: a person. */
  readonly agent: string
}

/** What the policy says to the first example of a tool; nothing is done. */
export function ExampleVerdict({ tool, example, agent }: ExampleVerdictProps) {
  const as = agent === '' ? {} : { agent_id: agent }
  const { data } = useQuery({
    queryKey: [...keys.tools, 'verdict', { tool, agent }],
    queryFn: () => ask(client.tools[':name'].judge.$post({ param: { name: tool }, json: { args: example, ...as } })),
  })
  if (data === undefined) return null
  return (
    <span title={visibleLine(`${JSON.stringify(example)}: ${data.reason} (${data.rule})`)}>
      <DecisionBadge decision={data.decision} />
    </span>
  )
}
