import { isJsonObject, type Json } from '../../../../src/kernel/json.ts'
import { textsOf } from '../../../../src/view/agents/manifest-text.ts'
import { Select } from '../../kit/form/select.tsx'
import { Arrange } from '../../kit/place/arrange.tsx'
import { ListField } from './list-field.tsx'

const KINDS = [
  { value: 'builtin', label: 'the builtin one', hint: 'The loop that comes with claw.' },
  { value: 'command', label: 'a program of its own', hint: 'Anything that speaks the protocol, under the same sandbox.' },
] as const
const FIRST_COMMAND = ['python3', 'main.py']

interface EntrypointFieldProps {
  readonly name: string
  readonly error: string | undefined
  readonly value: Json | undefined
  readonly onChange: (value: Json) => void
}

/** Which program it is. */
export function EntrypointField({ name, error, value, onChange }: EntrypointFieldProps) {
  const command = isJsonObject(value) ? textsOf(value['command']) : undefined
  return (
    <Arrange as="stack" close>
      <Select
        label="Program"
        name={command === undefined ? name : undefined}
        error={command === undefined ? error : undefined}
        value={command === undefined ? 'builtin' : 'command'}
        options={KINDS}
        onChange={(kind) => onChange(kind === 'builtin' ? 'builtin' : { command: FIRST_COMMAND })}
      />
      {command !== undefined && (
        <ListField
          label="Command"
          name={name}
          error={error}
          mono
          value={command}
          onChange={(words) => onChange({ command: words })}
          hint="The program and its arguments, one a line, as seen from the agent's folder."
        />
      )}
    </Arrange>
  )
}
