import { useQuery } from '@tanstack/react-query'
import type { Json } from '../../../../src/kernel/json.ts'
import { type FieldProblem, problemAt } from '../../../../src/view/agents/agent-edit.ts'
import { manifestObject, manifestWith, textsOf, valueAt } from '../../../../src/view/agents/manifest-text.ts'
import { NUMBER_FIELDS } from '../../../../src/view/menu/places/agent-edit/number-fields.ts'
import { NumberField } from '../../kit/form/number-field.tsx'
import { SeveralField } from '../../kit/form/several-field.tsx'
import { TextArea } from '../../kit/form/text-area.tsx'
import { TextField } from '../../kit/form/text-field.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { Arrange } from '../../kit/place/arrange.tsx'
import { Panel } from '../../kit/place/panel.tsx'
import { choicesQuery } from '../why/why-queries.ts'
import { EntrypointField } from './entrypoint-field.tsx'
import { ListField } from './list-field.tsx'

interface ManifestFormProps {
  readonly manifest: string
  readonly problems: readonly FieldProblem[]
  readonly onChange: (manifest: string) => void
}

/** The manifest, field by field. What it has beside stays as it is. */
export function ManifestForm({ manifest, problems, onChange }: ManifestFormProps) {
  const { data: choices } = useQuery(choicesQuery)
  const object = manifestObject(manifest)
  if (object === undefined)
    return <Notice tone="warn" title="manifest.json is no JSON object, so there is no form for it: mend it in its own tab." />
  const put = (name: string) => (value: Json | undefined) => onChange(manifestWith(manifest, { [name]: value }))
  const text = (name: string): string => {
    const value = valueAt(object, name)
    return typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value)
  }
  const list = (name: string) => textsOf(valueAt(object, name))
  const of = (name: string) => ({ name, error: problemAt(problems, name) })
  const optional = (name: string) => (value: string) => put(name)(value.trim() === '' ? undefined : value)
  const known = (values: readonly string[], chosen: readonly string[]) => [...new Set([...values, ...chosen])].map((value) => ({ value }))
  const several = (name: string, values: readonly string[]) => ({
    ...of(name),
    value: list(name),
    options: known(values, list(name)),
    onChange: (chosen: readonly string[]) => put(name)([...chosen]),
  })
  const tools = choices?.tools ?? []
  return (
    <Arrange as="stack">
      <Panel label="What it is">
        <Arrange as="stack">
          <TextField
            {...of('name')}
            label="Name"
            required
            value={text('name')}
            onChange={put('name')}
            hint="Two or three words that name the kind of work."
          />
          <TextArea
            {...of('description')}
            label="Description"
            required
            value={text('description')}
            onChange={put('description')}
            hint="What it does, on what, and what it does not do. It is found by this."
          />
          <ListField
            {...of('examples')}
            label="Examples"
            value={list('examples')}
            onChange={put('examples')}
            rows={6}
            hint="Tasks that it is for, one a line, as people would type them. It is found by these above all."
          />
          <ListField {...of('tags')} label="Tags" value={list('tags')} onChange={put('tags')} rows={2} hint="Words for it, one a line." />
        </Arrange>
      </Panel>
      <Panel label="What it may use">
        <Arrange as="stack">
          <SeveralField {...several('tools_allowlist', tools)} label="Tools" hint="As few as will do." />
          <SeveralField
            {...several('requires_approval_for', tools)}
            label="Asks before"
            hint="A person is asked before it uses these, whatever the policy says."
          />
          <SeveralField
            {...several(
              'skill_ids',
              (choices?.skills ?? []).map(({ id }) => id),
            )}
            label="Skills"
            hint="What it is taught."
          />
          <EntrypointField {...of('entrypoint')} value={valueAt(object, 'entrypoint')} onChange={put('entrypoint')} />
        </Arrange>
      </Panel>
      <Panel label="Model and limits">
        <Arrange as="columns" least="narrow">
          <TextField
            {...of('model.provider')}
            label="Provider"
            value={text('model.provider')}
            onChange={optional('model.provider')}
            hint="Empty: that of the settings."
          />
          <TextField
            {...of('model.name')}
            label="Model"
            value={text('model.name')}
            onChange={optional('model.name')}
            hint="Empty: that of the settings."
          />
          {NUMBER_FIELDS.map(({ name, label, help }) => {
            const value = valueAt(object, name)
            return (
              <NumberField
                key={name}
                {...of(name)}
                label={label.charAt(0).toUpperCase() + label.slice(1)}
                value={typeof value === 'number' ? value : null}
                onChange={(next) => put(name)(next ?? undefined)}
                hint={help}
              />
            )
          })}
          <TextField
            {...of('version')}
            label="Version"
            required
            value={text('version')}
            onChange={put('version')}
            hint="As you count it."
          />
        </Arrange>
      </Panel>
    </Arrange>
  )
}
