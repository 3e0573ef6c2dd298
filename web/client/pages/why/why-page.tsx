import { getRouteApi } from '@tanstack/react-router'
import { Page } from '../../kit/place/page.tsx'
import { Tabs } from '../../kit/place/tabs.tsx'
import { AgentWhyPanel } from './agent-why-panel.tsx'
import { SkillWhyPanel } from './skill-why-panel.tsx'
import { WhyQuestion } from './why-question.tsx'

const here = getRouteApi('/why')

/** What a run would do about a task, and why: nothing is done. */
export function WhyPage() {
  const { task, tools, about } = here.useSearch()
  const navigate = here.useNavigate()
  return (
    <Page title="Routing" description="Which agent would be given a task, which skills it would bring, and why. Nothing is done.">
      <WhyQuestion task={task} tools={tools} onAsk={(question) => void navigate({ search: (old) => ({ ...old, ...question }) })} />
      {task.trim() !== '' && (
        <Tabs
          label="What is asked"
          open={about}
          onOpen={(name) => void navigate({ search: (old) => ({ ...old, about: name }), replace: true })}
          tabs={[
            { name: 'agent', label: 'Agents', content: () => <AgentWhyPanel task={task} tools={tools} /> },
            { name: 'skill', label: 'Skills and recipes', content: () => <SkillWhyPanel task={task} tools={tools} /> },
          ]}
        />
      )}
    </Page>
  )
}
