import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { FieldValue, FormValues } from '../../../../src/view/menu/parts/form/field.ts'
import type { OptionChoices } from '../../../../src/view/menu/places/home/home-io.ts'
import { optionWords, runOptionsForm, runRequest } from '../../../../src/view/menu/places/home/run-options.ts'
import { contextProblem, newRunBody } from '../../../../src/view/runs/new-run-body.ts'
import { keys } from '../../api/query-keys.ts'
import { Button } from '../../kit/act/button.tsx'
import { Form } from '../../kit/form/form.tsx'
import { ErrorNotice } from '../../kit/notice/error-notice.tsx'
import { Skeleton } from '../../kit/notice/skeleton.tsx'
import { Disclosure } from '../../kit/place/disclosure.tsx'
import styles from './new-run.module.css'
import { newRunApi } from './new-run-api.ts'
import { OptionField } from './option-field.tsx'
import { PreviewNotice } from './preview-notice.tsx'
import { TaskField } from './task-field.tsx'
import { Templates } from './templates.tsx'
import { usePreview } from './use-preview.ts'
import { useStartRun } from './use-start-run.ts'

interface NewRunFormProps {
  readonly task?: string
  readonly options?: FormValues
  readonly onStarted?: () => void
  /** The focus goes to the task. */
  readonly begins?: boolean
}

/** The run goes on in a process of its own anyway, and here one looks on. */
const NOT_HERE = ['stay']

/** A task, and all that `claw run` takes beside it. */
export function NewRunForm(props: NewRunFormProps) {
  const choices = useQuery({ queryKey: keys.runList({ choices: true }), queryFn: newRunApi.choices })
  if (choices.error !== null && choices.data === undefined)
    return <ErrorNotice error={choices.error} onRetry={() => void choices.refetch()} />
  if (choices.data === undefined) return <Skeleton lines={8} />
  return <Filled {...props} choices={choices.data} />
}

function Filled({
  task: first = '',
  options = {},
  onStarted = () => undefined,
  begins = false,
  choices,
}: NewRunFormProps & { readonly choices: OptionChoices }) {
  const [task, setTask] = useState(first)
  const [values, setValues] = useState<FormValues>(() => ({ ...defaults(choices), ...options }))
  const { fields, check } = runOptionsForm(choices, values)
  const problems = problemsOf(values, check?.(values) ?? {})
  const organizes = values['organize'] !== undefined && values['organize'] !== ''
  const body = newRunBody(runRequest(task, values))
  const sound = Object.keys(problems).length === 0
  const preview = usePreview(body, sound)
  const start = useStartRun(onStarted)
  const why = refusal({ empty: task.trim() === '' && !organizes, sound, problem: preview.data?.problem?.message })
  const send = (): void => {
    if (why === undefined) start.run(body)
  }
  const put = (name: string, value: FieldValue): void => setValues((before) => ({ ...before, [name]: value }))
  const words = optionWords(values)
  return (
    <Form
      label="New run"
      onSubmit={send}
      error={start.error}
      footer={
        <Button type="submit" variant="primary" icon="play" busy={start.busy} disabledBecause={why}>
          Start run
        </Button>
      }
    >
      <TaskField value={task} onChange={setTask} onSend={send} begins={begins} />
      {task === '' && <Templates onTake={setTask} model={choices.configured.provider !== 'rules'} />}
      <Disclosure summary={words.length === 0 ? 'Options' : `Options: ${words.join(', ')}`} startsOpen={words.length > 0}>
        <Fields>
          {fields
            .filter(({ name, when }) => !NOT_HERE.includes(name) && (when === undefined || when(values)))
            .map((field) => (
              <OptionField
                key={field.name}
                field={field}
                value={values[field.name] ?? null}
                error={problems[field.name]}
                {...(field.name === 'tags' && choices.tags.length > 0 ? { known: choices.tags } : {})}
                onChange={(value) => put(field.name, value)}
              />
            ))}
        </Fields>
      </Disclosure>
      {(sound || preview.data !== undefined) && <PreviewNotice preview={preview.data} onTake={setTask} />}
    </Form>
  )
}

function Fields({ children }: { readonly children: ReactNode }) {
  return <div className={styles.fields}>{children}</div>
}

function refusal({
  empty,
  sound,
  problem,
}: {
  readonly empty: boolean
  readonly sound: boolean
  readonly problem: string | undefined
}): string | undefined {
  if (empty) return 'Write what should be done.'
  if (!sound) return 'An option is not right yet.'
  return problem
}

function problemsOf(values: FormValues, told: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const context = contextProblem(typeof values['context'] === 'string' ? values['context'] : '')
  return context === undefined ? told : { ...told, context }
}

function defaults(choices: OptionChoices): FormValues {
  return Object.fromEntries(runOptionsForm(choices, {}).fields.map(({ name, kind }) => [name, emptyOf(kind)]))
}

function emptyOf(kind: string): FieldValue {
  if (kind === 'yes-no') return false
  if (kind === 'number') return null
  return kind === 'several' ? [] : ''
}
