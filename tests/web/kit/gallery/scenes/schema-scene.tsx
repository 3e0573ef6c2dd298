import { useState } from 'react'
import type { Json } from '../../../../../src/kernel/json.ts'
import { Button } from '../../../../../web/client/kit/act/button.tsx'
import type { FieldProblem } from '../../../../../web/client/kit/notice/problem-of.ts'
import { Page } from '../../../../../web/client/kit/place/page.tsx'
import { Panel } from '../../../../../web/client/kit/place/panel.tsx'
import { SchemaForm } from '../../../../../web/client/kit/schema/schema-form.tsx'

const SCHEMA = {
  type: 'object',
  required: ['op', 'path', 'by'],
  properties: {
    op: { enum: ['read', 'write', 'list'], description: 'What is done.' },
    path: { type: 'string', minLength: 1, description: 'Within the workspace.' },
    content: { type: 'string', description: 'What is written.' },
    limit: { type: 'integer', minimum: 1, maximum: 100, default: 20 },
    recursive: { type: 'boolean' },
    tags: { type: 'array', items: { enum: ['red', 'green', 'blue'] } },
    names: { type: 'array', items: { type: 'string' }, maxItems: 2 },
    by: {
      oneOf: [
        { title: 'Pattern', type: 'object', required: ['kind', 'glob'], properties: { kind: { const: 'glob' }, glob: { type: 'string' } } },
        { title: 'Age', type: 'object', required: ['kind'], properties: { kind: { const: 'age' }, days: { type: 'number', minimum: 0 } } },
      ],
    },
    extra: { description: 'Anything.' },
  },
} as const

export function SchemaScene() {
  const [state, setState] = useState<{ readonly value: Json | undefined; readonly problems: readonly FieldProblem[] }>({
    value: {},
    problems: [],
  })
  const [tried, setTried] = useState(false)
  return (
    <Page title="A form from a schema">
      <Panel title="file_io" actions={<Button onClick={() => setTried(true)}>Try</Button>}>
        <SchemaForm
          schema={structuredClone(SCHEMA) as never}
          label="Arguments"
          value={state.value}
          onChange={(value, problems) => setState({ value, problems })}
          tried={tried}
          told={[{ pointer: '/limit', detail: 'is more than the folder has' }]}
        />
      </Panel>
      <output>{JSON.stringify(state)}</output>
    </Page>
  )
}
