import { useState } from 'react'
import { Button } from '../../../../../web/client/kit/act/button.tsx'
import { Autocomplete } from '../../../../../web/client/kit/form/autocomplete.tsx'
import { Checkbox } from '../../../../../web/client/kit/form/checkbox.tsx'
import { Combobox } from '../../../../../web/client/kit/form/combobox.tsx'
import { Form } from '../../../../../web/client/kit/form/form.tsx'
import { NumberField } from '../../../../../web/client/kit/form/number-field.tsx'
import { RadioGroup } from '../../../../../web/client/kit/form/radio-group.tsx'
import { SearchField } from '../../../../../web/client/kit/form/search-field.tsx'
import { Select } from '../../../../../web/client/kit/form/select.tsx'
import { SeveralField } from '../../../../../web/client/kit/form/several-field.tsx'
import { Switch } from '../../../../../web/client/kit/form/switch.tsx'
import { TextArea } from '../../../../../web/client/kit/form/text-area.tsx'
import { TextField } from '../../../../../web/client/kit/form/text-field.tsx'
import { Arrange } from '../../../../../web/client/kit/place/arrange.tsx'
import { Page } from '../../../../../web/client/kit/place/page.tsx'
import { Panel } from '../../../../../web/client/kit/place/panel.tsx'
import { GIVEN_ERROR } from '../samples.ts'

const MODES = [
  { value: 'readonly', label: 'Read only', hint: 'Nothing is changed.' },
  { value: 'workspace', label: 'Workspace', hint: 'Files of the workspace may change.' },
  { value: 'trusted', label: 'Trusted', hint: 'Asks for what leaves the machine.' },
] as const
const TOOLS = ['file_io', 'terminal', 'sql_query', 'python_exec', 'http_request'].map((value) => ({ value }))

export function FormScene() {
  const [values, setValues] = useState({
    task: 'Count the files',
    name: '',
    policy: 'workspace' as (typeof MODES)[number]['value'],
    agent: 'file_io',
    tools: ['file_io', 'terminal'] as readonly string[],
    path: 'src/',
    steps: 12 as number | null,
    memory: true,
    live: false,
    search: '',
  })
  const [error, setError] = useState<unknown>()
  const put =
    <Key extends keyof typeof values>(key: Key) =>
    (value: (typeof values)[Key]) =>
      setValues({ ...values, [key]: value })
  return (
    <Page title="Forms">
      <SearchField label="Search runs" value={values.search} onChange={put('search')} />
      <Panel title="A form">
        <Form
          label="New run"
          error={error}
          onSubmit={() => setError(GIVEN_ERROR)}
          footer={
            <>
              <Button type="submit" variant="primary">
                Start run
              </Button>
              <Button onClick={() => setError(undefined)}>Reset</Button>
            </>
          }
        >
          <TextArea label="Task" value={values.task} onChange={put('task')} required hint="In your own words." />
          <Arrange as="columns">
            <TextField label="Name" name="name" value={values.name} onChange={put('name')} required placeholder="file-analyst" />
            <TextField label="Path" mono value={values.path} onChange={put('path')} error="There is no such folder." />
            <Select label="Policy" value={values.policy} onChange={put('policy')} options={MODES} />
            <NumberField
              label="Steps"
              name="limits.steps"
              value={values.steps}
              onChange={put('steps')}
              min={1}
              max={100}
              hint="At most 100."
            />
            <Combobox label="Agent" value={values.agent} onChange={put('agent')} options={TOOLS} />
            <SeveralField label="Tools" value={values.tools} onChange={put('tools')} options={TOOLS} />
            <Autocomplete label="Tag" value={values.path} onChange={put('path')} options={TOOLS} />
            <TextField label="Off" value="cannot be changed" onChange={() => undefined} disabled />
            <RadioGroup label="Mode" value={values.policy} onChange={put('policy')} options={MODES} />
            <div>
              <Checkbox label="With memory" checked={values.memory} onChange={put('memory')} />
              <Checkbox label="Some of them" checked={false} mixed onChange={() => undefined} />
              <Switch label="Live" on={values.live} onChange={put('live')} />
            </div>
          </Arrange>
        </Form>
      </Panel>
      <output>{JSON.stringify(values)}</output>
    </Page>
  )
}
