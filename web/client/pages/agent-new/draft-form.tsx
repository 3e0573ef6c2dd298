import { useQuery } from '@tanstack/react-query'
import type { AgentDraftRow } from '../../../../src/view/agent-draft-rows.ts'
import { CodeEditor } from '../../kit/code/code-editor.tsx'
import { SeveralField } from '../../kit/form/several-field.tsx'
import { TextArea } from '../../kit/form/text-area.tsx'
import { TextField } from '../../kit/form/text-field.tsx'
import { Arrange } from '../../kit/place/arrange.tsx'
import { Panel } from '../../kit/place/panel.tsx'
import { ListField } from '../agent-edit/list-field.tsx'
import { choicesQuery } from '../why/why-queries.ts'

interface DraftFormProps {
  readonly draft: AgentDraftRow
  /** `field: problem`. */
  readonly problems: readonly string[]
  readonly onChange: (draft: AgentDraftRow) => void
}

/** Everything that a person may say about a new agent. */
export function DraftForm({ draft, problems, onChange }: DraftFormProps) {
  const { data: choices } = useQuery(choicesQuery)
  const of = (name: keyof AgentDraftRow) => ({ name, error: problemOf(problems, name) })
  const put =
    <Name extends keyof AgentDraftRow>(name: Name) =>
    (value: AgentDraftRow[Name]) =>
      onChange({ ...draft, [name]: value })
  const tools = [...new Set([...(choices?.tools ?? []), ...draft.tools])].map((value) => ({ value }))
  const skills = (choices?.skills ?? []).map(({ id, description }) => ({ value: id, hint: description }))
  return (
    <Panel label="The agent">
      <Arrange as="stack">
        <TextField
          {...of('name')}
          label="Name"
          required
          value={draft.name}
          onChange={put('name')}
          hint="Two or three words that name the kind of work."
        />
        <TextArea
          {...of('description')}
          label="Description"
          required
          value={draft.description}
          onChange={put('description')}
          hint="What it does, on what, and what it does not do."
        />
        <SeveralField
          {...of('tools')}
          label="Tools"
          value={draft.tools}
          onChange={put('tools')}
          options={tools}
          hint="As few as will do."
        />
        <SeveralField
          {...of('skill_ids')}
          label="Skills"
          value={draft.skill_ids}
          onChange={put('skill_ids')}
          options={skills}
          hint="What it is taught."
        />
        <ListField
          {...of('examples')}
          label="Examples"
          required
          rows={6}
          value={draft.examples}
          onChange={put('examples')}
          hint="Tasks that it is for, one a line, as people would type them: five to ten, short and long, in other words."
        />
        <ListField {...of('tags')} label="Tags" rows={2} value={draft.tags} onChange={put('tags')} hint="Words for it, one a line." />
        <CodeEditor
          label="skill.md"
          language="markdown"
          value={draft.role_text}
          onChange={put('role_text')}
          problems={roleProblems(problems)}
          height="24rem"
          hint="Its role, the rules that it decides by, the form of its answers. Empty: made from the description."
        />
      </Arrange>
    </Panel>
  )
}

function problemOf(problems: readonly string[], name: string): string | undefined {
  return problems.find((problem) => problem.startsWith(name) && !/^\w/.test(problem.slice(name.length)))?.replace(/^[\w.]+: /, '')
}

function roleProblems(problems: readonly string[]) {
  const message = problemOf(problems, 'role_text')
  return message === undefined ? [] : [{ line: null, message, level: 'problem' as const }]
}
