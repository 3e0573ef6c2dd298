import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { decisionText } from '../../../../src/view/agent-why-text.ts'
import { visibleLine } from '../../../../src/view/shown-text.ts'
import { runFacts } from '../../../../src/view/why-facts.ts'
import type { AgentWhy } from '../../../../src/view/why-rows.ts'
import { Link } from '../../kit/act/link.tsx'
import { Empty } from '../../kit/notice/empty.tsx'
import { ErrorNotice } from '../../kit/notice/error-notice.tsx'
import { Skeleton } from '../../kit/notice/skeleton.tsx'
import { Arrange } from '../../kit/place/arrange.tsx'
import { Panel } from '../../kit/place/panel.tsx'
import { KeyValues } from '../../kit/show/key-values.tsx'
import { DataTable } from '../../kit/table/data-table.tsx'
import { candidateColumns } from './candidate-columns.tsx'
import { RunWhyFacts } from './run-why-facts.tsx'
import { agentWhyQuery } from './why-queries.ts'
import { toolsIn } from './why-question.tsx'

interface AgentWhyPanelProps {
  readonly task: string
  readonly tools: string
  /** The agent that is told apart from the others. */
  readonly marked?: string
}

/** Who would be taken, in words, and every candidate with each part of its score. */
export function AgentWhyPanel({ task, tools, marked }: AgentWhyPanelProps) {
  const { data: why, error, refetch } = useQuery(agentWhyQuery(task, toolsIn(tools)))
  const columns = useMemo(() => (why === undefined ? [] : candidateColumns(why, marked)), [why, marked])
  if (error !== null && why === undefined) return <ErrorNotice error={error} onRetry={() => void refetch()} />
  if (why === undefined) return <Skeleton lines={8} />
  const own = marked === undefined ? undefined : why.candidates.find(({ agent_id }) => agent_id === marked)
  return (
    <Arrange as="stack">
      <Panel title="Who would be taken">
        <div role="status">
          <KeyValues pairs={facts(why)} />
          <RunWhyFacts facts={runFacts(why.run)} />
        </div>
        {marked !== undefined && own === undefined && (
          <p>{visibleLine(marked)} has nothing in common with the task: it is not among the candidates.</p>
        )}
      </Panel>
      <Panel title="Candidates" flush>
        <DataTable
          label="Candidates"
          columns={columns}
          rows={why.candidates}
          keyOf={({ agent_id }) => agent_id}
          rowLink={({ agent_id }, content) => (
            <Link quiet to="/agents/$agent_id" params={{ agent_id }} search={{ tab: 'why', task, tools }}>
              {content}
            </Link>
          )}
          empty={
            <Empty
              title={why.agents === 0 ? 'There are no agents' : `None of the ${why.agents} agents has anything in common with the task`}
            />
          }
        />
      </Panel>
    </Arrange>
  )
}

function facts(why: AgentWhy): (readonly [string, React.ReactNode])[] {
  const { reason, close, required_tools, embedder } = why
  return [
    ['decision', visibleLine(decisionText(why))],
    ['reason', visibleLine(reason)],
    ['about equal', close.length < 2 ? undefined : visibleLine(close.join(', '))],
    ['needs', required_tools.join(', ') || 'no tool in particular'],
    ['embedder', embedder],
  ]
}
