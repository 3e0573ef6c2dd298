import { useQuery } from '@tanstack/react-query'
import { agentRecordLines } from '../../../../src/view/agent-record-text.ts'
import { pinText } from '../../../../src/view/agent-text.ts'
import { formatBytes, plural } from '../../../../src/view/format.ts'
import { sourceWord } from '../../../../src/view/menu/places/agents/agent-standing.ts'
import type { AgentDetail } from '../../../../src/view/rows.ts'
import { visibleLine } from '../../../../src/view/shown-text.ts'
import { Link } from '../../kit/act/link.tsx'
import { Empty } from '../../kit/notice/empty.tsx'
import { Arrange } from '../../kit/place/arrange.tsx'
import { Disclosure } from '../../kit/place/disclosure.tsx'
import { Panel } from '../../kit/place/panel.tsx'
import { Badge } from '../../kit/show/badge.tsx'
import { KeyValues } from '../../kit/show/key-values.tsx'
import { DataTable } from '../../kit/table/data-table.tsx'
import { usesQuery } from './agent-queries.ts'
import styles from './links.module.css'
import { USE_COLUMNS } from './use-columns.tsx'
import { UsesChart } from './uses-chart.tsx'

export function OverviewTab({ agent }: { readonly agent: AgentDetail }) {
  const { data: uses, error, refetch } = useQuery(usesQuery(agent.agent_id))
  return (
    <Arrange as="stack">
      <Arrange as="columns" least="wide">
        <Panel title="What it is">
          <KeyValues pairs={facts(agent)} />
        </Panel>
        <Panel title="How it has done">
          {agent.metrics === null ? (
            <Empty title="Not used yet" command={`claw run --agent ${agent.agent_id} "..."`} />
          ) : (
            <KeyValues
              pairs={agentRecordLines(agent.metrics, [], Date.now()).map(([label, text]) => [label, visibleLine(text)] as const)}
            />
          )}
        </Panel>
      </Arrange>
      {uses !== undefined && uses.length > 0 && (
        <Panel title="Its uses over time">
          <UsesChart uses={uses} />
        </Panel>
      )}
      <Panel title="Recent uses" flush>
        <DataTable
          label="Recent uses"
          columns={USE_COLUMNS}
          rows={uses}
          keyOf={({ run_id, subtask_id, attempt }) => `${run_id} ${subtask_id} ${attempt}`}
          rowLink={({ run_id }, content) => (
            <Link quiet to="/runs/$run_id" params={{ run_id }}>
              {content}
            </Link>
          )}
          empty={<Empty title="No uses yet">Each subtask that it works on stands here, with its run.</Empty>}
          error={error}
          onRetry={() => void refetch()}
        />
      </Panel>
    </Arrange>
  )
}

function facts(agent: AgentDetail): (readonly [string, React.ReactNode])[] {
  const { agent_id, source, folder, tags, tools, skills, digest, pin, shadows, learned, manifest } = agent
  const entrypoint = manifest?.['entrypoint']
  return [
    ['from', sourceWord(source)],
    ['folder', <code key="folder">{visibleLine(folder)}</code>],
    ['program', entrypoint === undefined ? undefined : entrypoint === 'builtin' ? 'builtin' : visibleLine(JSON.stringify(entrypoint))],
    ['tools', <Words key="tools" words={tools} none="none" />],
    ['skills', skills.length === 0 ? 'none' : <LinkedSkills key="skills" skills={skills} />],
    ['tags', <Words key="tags" words={tags} none="none" />],
    ['memory', <Memory key="memory" agent={agent} />],
    ['learned', learned.length === 0 ? 'no task yet' : <Learned key="learned" tasks={learned} />],
    ['digest', digest === null ? undefined : <code key="digest">{digest.slice(0, 16)}</code>],
    ['pin', visibleLine(pinText(pin, `claw agent accept ${agent_id}`))],
    ['hides', shadows.length === 0 ? undefined : shadows.map((hidden) => <code key={hidden}>{visibleLine(hidden)} </code>)],
  ]
}

function Words({ words, none }: { readonly words: readonly string[]; readonly none: string }) {
  if (words.length === 0) return none
  return (
    <Arrange as="row" close>
      {words.map((word) => (
        <Badge key={word}>{visibleLine(word)}</Badge>
      ))}
    </Arrange>
  )
}

function LinkedSkills({ skills }: { readonly skills: readonly string[] }) {
  return (
    <span className={styles.links}>
      {skills.map((skill_id) => (
        <Link key={skill_id} to="/skills/$skill_id" params={{ skill_id }}>
          {visibleLine(skill_id)}
        </Link>
      ))}
    </span>
  )
}

function Memory({ agent: { agent_id, memory, memory_problem } }: { readonly agent: AgentDetail }) {
  if (memory_problem !== null) return visibleLine(memory_problem)
  const { facts, procedures, episodes, bytes } = memory ?? { facts: 0, procedures: 0, episodes: 0, bytes: 0 }
  return (
    <Link to="/memory/$agent_id" params={{ agent_id }}>
      {memory === null
        ? 'empty'
        : `${plural(facts, 'fact')}, ${plural(procedures, 'procedure')}, ${plural(episodes, 'episode')}, ${formatBytes(bytes)}`}
    </Link>
  )
}

function Learned({ tasks }: { readonly tasks: readonly string[] }) {
  return (
    <Disclosure summary={`${plural(tasks.length, 'task')} that it is found by`}>
      <ul>
        {tasks.toReversed().map((task) => (
          <li key={task}>{visibleLine(task)}</li>
        ))}
      </ul>
    </Disclosure>
  )
}
