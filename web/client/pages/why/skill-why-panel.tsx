import { useQuery } from '@tanstack/react-query'
import { exactJson, visibleLine } from '../../../../src/view/shown-text.ts'
import { runFacts } from '../../../../src/view/why-facts.ts'
import type { RecipeWhy, SkillChoiceWhy } from '../../../../src/view/why-rows.ts'
import { Link } from '../../kit/act/link.tsx'
import { Empty } from '../../kit/notice/empty.tsx'
import { ErrorNotice } from '../../kit/notice/error-notice.tsx'
import { Skeleton } from '../../kit/notice/skeleton.tsx'
import { Arrange } from '../../kit/place/arrange.tsx'
import { Panel } from '../../kit/place/panel.tsx'
import { Badge } from '../../kit/show/badge.tsx'
import { KeyValues } from '../../kit/show/key-values.tsx'
import type { Column } from '../../kit/table/column.ts'
import { DataTable } from '../../kit/table/data-table.tsx'
import { RunWhyFacts } from './run-why-facts.tsx'
import { skillWhyQuery } from './why-queries.ts'
import { toolsIn } from './why-question.tsx'

const SKILL_COLUMNS: readonly Column<SkillChoiceWhy>[] = [
  { id: 'skill', title: 'Skill', width: '12rem', cell: ({ skill_id }) => visibleLine(skill_id) },
  {
    id: 'brought',
    title: 'Brought',
    width: '6rem',
    cell: ({ brought }) => <Badge tone={brought ? 'good' : 'dim'}>{brought ? 'yes' : 'no'}</Badge>,
  },
  { id: 'similarity', title: 'Similarity', align: 'end', width: '6rem', cell: ({ similarity }) => similarity.toFixed(2) },
  { id: 'tools', title: 'Tools', minor: true, width: '10rem', cell: ({ tools }) => visibleLine(tools.join(' ')) },
  { id: 'why', title: 'Why', cell: ({ reason }) => visibleLine(reason) },
]

const RECIPE_COLUMNS: readonly Column<RecipeWhy>[] = [
  { id: 'recipe', title: 'Recipe', width: '12rem', cell: ({ recipe_id }) => visibleLine(recipe_id) },
  { id: 'skill', title: 'Skill', minor: true, width: '9rem', cell: ({ skill_id }) => visibleLine(skill_id ?? '-') },
  {
    id: 'reads',
    title: 'Reads it',
    width: '6rem',
    cell: ({ reads }) => <Badge tone={reads ? 'good' : 'dim'}>{reads ? 'yes' : 'no'}</Badge>,
  },
  { id: 'similarity', title: 'Similarity', align: 'end', width: '6rem', cell: ({ similarity }) => similarity.toFixed(2) },
  { id: 'clause', title: 'Part of the task', minor: true, cell: ({ clause }) => visibleLine(clause) },
  {
    id: 'why',
    title: 'Why',
    cell: ({ reason, slots }) => (Object.keys(slots).length === 0 ? visibleLine(reason) : `${visibleLine(reason)} ${exactJson(slots)}`),
  },
]

/** Which skills a task brings, and which recipes read it. */
export function SkillWhyPanel({ task, tools }: { readonly task: string; readonly tools: string }) {
  const { data: why, error, refetch } = useQuery(skillWhyQuery(task, toolsIn(tools)))
  if (error !== null && why === undefined) return <ErrorNotice error={error} onRetry={() => void refetch()} />
  if (why === undefined) return <Skeleton lines={8} />
  const brought = why.skills.filter((skill) => skill.brought).map(({ skill_id }) => skill_id)
  return (
    <Arrange as="stack">
      <Panel title="Which skills it brings">
        <div role="status">
          <KeyValues
            pairs={[
              ['brings', visibleLine(brought.join(', ')) || 'no skill'],
              ['reason', visibleLine(why.reason)],
              ['agent', why.agent_id ?? 'nobody fits the task as a whole: a new agent would be proposed'],
              ['embedder', why.embedder],
            ]}
          />
          <RunWhyFacts facts={runFacts(why.run)} />
        </div>
      </Panel>
      <Panel title="Skills" flush>
        <DataTable
          label="Skills"
          columns={SKILL_COLUMNS}
          rows={why.skills}
          keyOf={({ skill_id }) => skill_id}
          rowLink={({ skill_id }, content) => (
            <Link quiet to="/skills/$skill_id" params={{ skill_id }}>
              {content}
            </Link>
          )}
          empty={<Empty title="There are no skills" />}
        />
      </Panel>
      <Panel title="Recipes" flush>
        <DataTable
          label="Recipes"
          columns={RECIPE_COLUMNS}
          rows={why.recipes}
          keyOf={({ recipe_id, clause }) => `${recipe_id} ${clause}`}
          empty={<Empty title="No recipe comes near" />}
        />
      </Panel>
    </Arrange>
  )
}
