import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useMemo } from 'react'
import { skillStanding } from '../../../../src/view/menu/places/skills/skill-standing.ts'
import { visibleLine } from '../../../../src/view/shown-text.ts'
import type { SkillRow } from '../../../../src/view/skill-rows.ts'
import { ButtonLink, Link } from '../../kit/act/link.tsx'
import { Empty } from '../../kit/notice/empty.tsx'
import { Page } from '../../kit/place/page.tsx'
import { Panel } from '../../kit/place/panel.tsx'
import type { Column } from '../../kit/table/column.ts'
import { DataTable } from '../../kit/table/data-table.tsx'
import { FilterBar } from '../../kit/table/filter-bar.tsx'
import { skillsQuery } from './skill-queries.ts'
import { SkillStanding } from './skill-standing.tsx'

const here = getRouteApi('/skills')

const COLUMNS: readonly Column<SkillRow>[] = [
  { id: 'skill', title: 'Skill', width: '12rem', cell: ({ skill_id }) => visibleLine(skill_id) },
  { id: 'status', title: 'Status', width: '7rem', cell: (skill) => <SkillStanding skill={skill} /> },
  { id: 'about', title: 'About', cell: ({ description, problem }) => visibleLine(problem ?? description) },
  { id: 'recipes', title: 'Recipes', align: 'end', width: '5rem', cell: ({ recipes }) => recipes },
  { id: 'agents', title: 'Used by', width: '14rem', cell: ({ agents }) => visibleLine(agents.join(', ')) || 'nobody' },
]

/** What agents are taught: loaded, rejected with the reason, hidden by another of the same name. */
export function SkillsPage() {
  const { q, status } = here.useSearch()
  const navigate = here.useNavigate()
  const { data: skills, error, refetch } = useQuery(skillsQuery)
  const rows = useMemo(() => skills?.filter((skill) => fits(skill, q, status)), [skills, q, status])
  const hidden = skills?.flatMap(({ skill_id, shadows }) => shadows.map((folder) => ({ skill_id, folder }))) ?? []
  const put = (change: { readonly q?: string; readonly status?: string }) =>
    void navigate({ search: (old) => ({ ...old, ...change }), replace: true })
  return (
    <Page
      title="Skills"
      description="What agents are taught, and the recipes by which the rules engine reads tasks."
      actions={
        <ButtonLink to="/why" search={{ about: 'skill' }} icon="question">
          Which would a task bring?
        </ButtonLink>
      }
    >
      <FilterBar
        of="skills"
        text={q}
        onText={(text) => put({ q: text })}
        facets={[
          {
            name: 'status',
            label: 'Status',
            value: status,
            options: ['loaded', 'changed', 'rejected'].map((value) => ({ value })),
            onChange: (value) => put({ status: value }),
          },
        ]}
        found={rows && skills ? `${rows.length} of ${skills.length}` : undefined}
        onClear={() => put({ q: '', status: '' })}
      />
      <Panel label="Skills" flush>
        <DataTable
          label="Skills"
          columns={COLUMNS}
          rows={rows}
          keyOf={({ folder }) => folder}
          rowLink={({ skill_id }, content) => (
            <Link quiet to="/skills/$skill_id" params={{ skill_id }}>
              {content}
            </Link>
          )}
          empty={
            <Empty title={skills?.length === 0 ? 'No skills' : 'No skill fits'}>
              A skill is a folder of skills/ with a SKILL.md: its name and description between two lines of ---, then its text.
            </Empty>
          }
          error={error}
          onRetry={() => void refetch()}
          total={rows?.length}
        />
      </Panel>
      {hidden.length > 0 && (
        <section aria-label="Hidden skills">
          <h2>Hidden by another of the same name</h2>
          <ul>
            {hidden.map(({ skill_id, folder }) => (
              <li key={folder}>
                {visibleLine(skill_id)}: <code>{visibleLine(folder)}</code>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Page>
  )
}

function fits(skill: SkillRow, text: string, status: string): boolean {
  const { skill_id, name, description, agents, folder } = skill
  const all = [skill_id, name, description, folder, ...agents].join(' ').toLowerCase()
  const words = text.toLowerCase().split(/\s+/)
  return words.every((word) => all.includes(word)) && (status === '' || skillStanding(skill).word === status)
}
