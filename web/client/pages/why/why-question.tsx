import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '../../kit/act/button.tsx'
import { Form } from '../../kit/form/form.tsx'
import { SeveralField } from '../../kit/form/several-field.tsx'
import { TextArea } from '../../kit/form/text-area.tsx'
import { Panel } from '../../kit/place/panel.tsx'
import { choicesQuery } from './why-queries.ts'

interface WhyQuestionProps {
  /** As they stand in the address: the tools with commas between. */
  readonly task: string
  readonly tools: string
  readonly onAsk: (question: { readonly task: string; readonly tools: string }) => void
}

/** A task, and the tools that it needs. Nothing is done about it. */
export function WhyQuestion({ task, tools, onAsk }: WhyQuestionProps) {
  const [text, setText] = useState(task)
  const [needed, setNeeded] = useState<readonly string[]>(toolsIn(tools))
  const { data } = useQuery(choicesQuery)
  return (
    <Panel title="For which task?">
      <Form
        label="Ask for a task"
        onSubmit={() => onAsk({ task: text.trim(), tools: needed.join(',') })}
        footer={
          <Button type="submit" variant="primary" disabledBecause={text.trim() === '' ? 'Type a task first.' : undefined}>
            Ask
          </Button>
        }
      >
        <TextArea label="Task" value={text} onChange={setText} rows={2} hint="Nothing is done: it is looked at as a run would." />
        <SeveralField
          label="Tools that the work needs"
          value={needed}
          onChange={setNeeded}
          options={(data?.tools ?? []).map((value) => ({ value }))}
          placeholder="none in particular"
        />
      </Form>
    </Panel>
  )
}

export function toolsIn(tools: string): string[] {
  return tools.split(',').filter((tool) => tool !== '')
}
