import type { JsonObject } from '../../../../kernel/json.ts'
import type { DraftChoices } from '../../../agent-draft-rows.ts'
import { manifestObject, textsOf, valueAt } from '../../../agents/manifest-text.ts'
import type { Field } from '../../parts/form/field.ts'
import { type FormState, newForm } from '../../parts/form/form-state.ts'
import { optionsWith } from '../../parts/form/values-in.ts'
import type { AgentTextsRow } from '../agent/agent-io.ts'
import { NUMBER_FIELDS } from './number-fields.ts'

/** The form for an agent as its files say; for a manifest that is no JSON object, the text itself. */
export function editForm({ manifest, skill }: AgentTextsRow, choices: DraftChoices): FormState {
  const object = manifestObject(manifest)
  const fields = object === undefined ? [rawField(manifest)] : manifestFields(object, choices)
  return newForm({ submit: 'Save', fields: [...fields, skillField(skill)] })
}

function manifestFields(manifest: JsonObject, { tools, skills }: DraftChoices): Field[] {
  const text = (name: string): string => {
    const value = valueAt(manifest, name)
    return typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value)
  }
  const list = (name: string): string[] => textsOf(valueAt(manifest, name))
  const line = (name: string, label: string, help: string, required = false): Field => ({
    name,
    label,
    kind: 'line',
    required,
    value: text(name),
    help,
  })
  const several = (name: string, label: string, known: readonly string[], help: string): Field => ({
    name,
    label,
    kind: 'several',
    value: list(name),
    options: optionsWith(known, list(name)),
    help,
  })
  return [
    line('name', 'name', 'Two or three words that name the kind of work.', true),
    line('description', 'does', 'What it does, on what, and what it does not do. It is found by this.', true),
    { name: 'tags', label: 'tags', kind: 'line', value: list('tags').join(', '), help: 'Words for it, with commas between.' },
    several('tools_allowlist', 'tools', tools, 'As few as will do. Space marks one.'),
    several('requires_approval_for', 'asks before', tools, 'A person is asked before it uses these, whatever the policy says.'),
    several(
      'skill_ids',
      'skills',
      skills.map(({ id }) => id),
      'What it is taught. Space marks one.',
    ),
    { name: 'examples', label: 'examples', kind: 'text', value: list('examples').join('\n'), help: 'Tasks that it is for, one a line.' },
    line('model.provider', 'provider', 'A provider of its own; empty: that of the settings.'),
    line('model.name', 'model', 'A model of its own; empty: that of the settings.'),
    ...NUMBER_FIELDS.map(({ name, label, help, ...bounds }): Field => {
      const value = valueAt(manifest, name)
      return { name, label, help, kind: 'number', ...bounds, ...(typeof value === 'number' ? { value } : {}) }
    }),
    line('version', 'version', 'Its version, as you count it.', true),
  ]
}

function rawField(manifest: string): Field {
  const help = 'It is no JSON object, so it is shown as it is. Ctrl-G opens it in your editor.'
  return { name: 'manifest', label: 'manifest', kind: 'json', value: manifest, required: true, help }
}

function skillField(skill: string): Field {
  const help = 'Its role, the rules that it decides by, the form of its answers. Ctrl-G opens it in your editor.'
  return { name: 'skill', label: 'skill.md', kind: 'text', value: skill, required: true, help }
}
