import { getRouteApi } from '@tanstack/react-router'
import { Arrange } from '../../kit/place/arrange.tsx'
import { AgentWhyPanel } from '../why/agent-why-panel.tsx'
import { WhyQuestion } from '../why/why-question.tsx'
import { EmbeddingPanel } from './embedding-panel.tsx'

const here = getRouteApi('/agents/$agent_id')

/** Who would be given a task, with this agent marked among the others. */
export function WhyTab({ agent_id }: { readonly agent_id: string }) {
  const { task, tools } = here.useSearch()
  const navigate = here.useNavigate()
  return (
    <Arrange as="stack">
      <WhyQuestion task={task} tools={tools} onAsk={(question) => void navigate({ search: (old) => ({ ...old, ...question }) })} />
      {task.trim() !== '' && <AgentWhyPanel task={task} tools={tools} marked={agent_id} />}
      <EmbeddingPanel agent_id={agent_id} />
    </Arrange>
  )
}
