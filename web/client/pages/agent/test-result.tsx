import { useQuery } from '@tanstack/react-query'
import { resultText } from '../../../../src/view/result-text.ts'
import { visibleLine } from '../../../../src/view/shown-text.ts'
import type { TestedAgent } from '../../../../src/view/tested-agent.ts'
import { ask } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { keys } from '../../api/query-keys.ts'
import { Button } from '../../kit/act/button.tsx'
import { ButtonLink } from '../../kit/act/link.tsx'
import { ErrorNotice } from '../../kit/notice/error-notice.tsx'
import { showToast } from '../../kit/notice/show-toast.ts'
import { Skeleton } from '../../kit/notice/skeleton.tsx'
import { Panel } from '../../kit/place/panel.tsx'
import { Badge } from '../../kit/show/badge.tsx'
import { KeyValues } from '../../kit/show/key-values.tsx'
import { TextView } from '../../kit/text/text-view.tsx'
import { agentsChanged, at } from '../agents/agent-calls.ts'

interface TestResultProps {
  readonly agent_id: string
  readonly run_id: string
}

/** What a test shows, while it goes on and afterwards. */
export function TestResult({ agent_id, run_id }: TestResultProps) {
  const { data, error, refetch } = useQuery({
    // Old with every change of the run, of which the stream tells.
    queryKey: keys.runPart(run_id, 'tested', agent_id),
    queryFn: async () => {
      const told = await ask(client.agents[':id'].tests[':run'].$get({ param: { id: agent_id, run: run_id } }))
      if (told.ended) void agentsChanged()
      return told
    },
  })
  if (error !== null && data === undefined)
    return <ErrorNotice error={error} title="The test cannot be shown" onRetry={() => void refetch()} />
  if (data === undefined) return <Skeleton lines={5} />
  const { ended, tested } = data
  return (
    <Panel
      title="What it showed"
      actions={
        <>
          {!ended && (
            <Button size="s" icon="stop" onClick={() => void cancel(run_id)}>
              Stop
            </Button>
          )}
          <ButtonLink size="s" to="/runs/$run_id" params={{ run_id }} icon="arrow-right">
            See the run
          </ButtonLink>
        </>
      }
    >
      <div role="status" aria-live="polite">
        <KeyValues pairs={facts(tested, ended)} />
      </div>
      {tested.result !== null && <TextView label="Answer" text={resultText(tested.result)} mono={false} />}
    </Panel>
  )
}

function facts(tested: TestedAgent, ended: boolean): (readonly [string, React.ReactNode])[] {
  const { passed, status, task, routing, capsules, tools, model_calls, failures } = tested
  const score = routing.score === null ? 'not among the candidates' : routing.score.toFixed(2)
  return [
    [
      'verdict',
      <Badge key="verdict" tone={!ended ? 'accent' : passed ? 'good' : 'bad'}>
        {!ended ? 'going on' : passed ? 'passed' : 'failed'}
      </Badge>,
    ],
    ['status', status ?? 'it has not begun'],
    ['task', visibleLine(task)],
    [
      'routing',
      routing.chosen
        ? `it would be given this task (${score}, threshold ${routing.threshold})`
        : `it would NOT be given this task (${score}): ${visibleLine(routing.reason)}`,
    ],
    ['program', capsules.map(({ sandbox, exit }) => `started in ${sandbox}, ${exit ?? 'still running'}`).join('; ') || 'not started'],
    [
      'tools',
      tools.map(({ tool, ok, failed }) => `${visibleLine(tool)} ${ok} well${failed > 0 ? `, ${failed} failed` : ''}`).join('; ') ||
        'none used',
    ],
    ['model', model_calls === 0 ? 'not asked' : `${model_calls} calls`],
    ['failures', failures.length === 0 ? undefined : failures.map(({ code, message }) => visibleLine(`${code}: ${message}`)).join('; ')],
  ]
}

async function cancel(run_id: string): Promise<void> {
  try {
    await ask(client.runs[':id'].cancel.$post({ ...at(run_id), json: {} }))
  } catch (error) {
    showToast({ title: 'Not stopped', description: error instanceof Error ? error.message : '', tone: 'bad' })
  }
}
