import type { AgentDraftRow, DraftChoices } from '../../../agent-draft-rows.ts'
import type { FormValues } from '../../parts/form/field.ts'
import { type FormState, newForm } from '../../parts/form/form-state.ts'
import { formValues } from '../../parts/form/form-values.ts'
import { listIn, optionsWith, textIn } from '../../parts/form/values-in.ts'

/** How a new agent begins. */
export function beginForm(): FormState {
  const options = [
    { value: 'task', label: 'for a task: claw proposes it, you change it' },
    { value: 'fields', label: 'field by field' },
    { value: 'python', label: 'with a program of its own, in Python' },
    { value: 'node', label: 'with a program of its own, for Node.js' },
  ]
  return newForm({
    submit: 'Go on',
    fields: [
      {
        name: 'begin',
        label: 'begin',
        kind: 'choice',
        options,
        help: 'Left and right choose. Nothing is made before you have seen it whole.',
      },
      {
        name: 'task',
        label: 'task',
        kind: 'line',
        newlines: true,
        required: true,
        help: 'A task that it is for, as you would type it. A model drafts the agent when there is one, else the skill catalog does.',
        when: ({ begin }: FormValues) => begin === 'task',
      },
    ],
  })
}

/** Everything that a person may say about a new agent. */
export function draftForm(draft: AgentDraftRow, { tools, skills }: DraftChoices): FormState {
  const labelled = skills.map(({ id, description }) => ({ value: id, label: `${id}: ${description.slice(0, 60)}` }))
  return newForm({
    submit: 'Look at it',
    fields: [
      {
        name: 'name',
        label: 'name',
        kind: 'line',
        required: true,
        value: draft.name,
        help: 'Two or three words that name the kind of work.',
      },
      {
        name: 'description',
        label: 'does',
        kind: 'line',
        required: true,
        value: draft.description,
        help: 'What it does, on what, and what it does not do.',
      },
      {
        name: 'tools',
        label: 'tools',
        kind: 'several',
        value: draft.tools,
        options: optionsWith(tools, draft.tools),
        help: 'As few as will do. Space marks one.',
      },
      {
        name: 'skill_ids',
        label: 'skills',
        kind: 'several',
        value: draft.skill_ids,
        options: labelled,
        help: 'What it is taught. Space marks one.',
      },
      {
        name: 'examples',
        label: 'examples',
        kind: 'text',
        required: true,
        value: draft.examples.join('\n'),
        help: 'Tasks that it is for, one a line, as people would type them: five to ten, short and long, in other words.',
      },
      { name: 'tags', label: 'tags', kind: 'line', value: draft.tags.join(', '), help: 'Words for it, with commas between.' },
      {
        name: 'role_text',
        label: 'skill.md',
        kind: 'text',
        value: draft.role_text,
        placeholder: 'made from the description',
        help: 'Its role, the rules that it decides by, the form of its answers. Ctrl-G opens it in your editor.',
      },
    ],
  })
}

/** The draft as the form has it by now. */
export function draftIn(form: FormState, base: AgentDraftRow): AgentDraftRow {
  const values = formValues(form)
  return {
    ...base,
    name: textIn(values, 'name').trim(),
    description: textIn(values, 'description').trim(),
    tools: listIn(values, 'tools'),
    skill_ids: listIn(values, 'skill_ids'),
    examples: linesOf(textIn(values, 'examples'), '\n'),
    tags: linesOf(textIn(values, 'tags'), ','),
    role_text: textIn(values, 'role_text'),
  }
}

function linesOf(text: string, separator: string): string[] {
  return text
    .split(separator)
    .map((item) => item.trim())
    .filter((item) => item !== '')
}
