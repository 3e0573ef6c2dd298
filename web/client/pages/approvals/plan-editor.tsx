import { useState } from 'react'
import { criterionText } from '../../../../src/protocol/criterion-text.ts'
import {
  dropOrKeep,
  type EditedPlan,
  editedPlan,
  editStep,
  isChanged,
  planChange,
  stepAsEdited,
} from '../../../../src/view/menu/places/plan/edited-plan.ts'
import type { PlannedStep } from '../../../../src/view/plan-steps.ts'
import type { ApprovalRow } from '../../../../src/view/rows.ts'
import { visibleLine } from '../../../../src/view/shown-text.ts'
import { Button } from '../../kit/act/button.tsx'
import { IconButton } from '../../kit/act/icon-button.tsx'
import { Checkbox } from '../../kit/form/checkbox.tsx'
import { SeveralField } from '../../kit/form/several-field.tsx'
import { TextArea } from '../../kit/form/text-area.tsx'
import { TextField } from '../../kit/form/text-field.tsx'
import { Disclosure } from '../../kit/place/disclosure.tsx'
import styles from './approvals.module.css'
import type { Answer } from './approvals-api.ts'
import { SureButton } from './sure-button.tsx'
import { useTools } from './use-tools.ts'

interface PlanEditorProps {
  readonly row: ApprovalRow
  readonly busy: boolean
  readonly give: (answer: Answer) => void
  readonly onLeave: () => void
}

/** A plan, changed before it is approved: steps left out, and what each is told, needs, waits for and is judged by. */
export function PlanEditor({ row, busy, give, onLeave }: PlanEditorProps) {
  const [plan, setPlan] = useState<EditedPlan>(() => editedPlan(row))
  const left = plan.steps.length - plan.dropped.length
  const why = left === 0 ? 'A plan needs a step.' : isChanged(plan) ? undefined : 'Nothing was changed.'
  return (
    <div className={styles.answers}>
      <ol className={styles.steps}>
        {plan.steps.map((step) => (
          <li key={step.id}>
            <StepEditor plan={plan} step={step} onPlan={setPlan} />
          </li>
        ))}
      </ol>
      <fieldset className={styles.buttons} aria-label="Answer">
        <Button onClick={onLeave}>Back, nothing is answered</Button>
        <SureButton
          label="Approve the changed plan"
          variant="primary"
          busy={busy}
          disabledBecause={why}
          onSure={() => give({ decision: 'approved', scope: 'once', plan: planChange(plan) })}
        />
      </fieldset>
    </div>
  )
}

interface StepEditorProps {
  readonly plan: EditedPlan
  readonly step: PlannedStep
  readonly onPlan: (plan: EditedPlan) => void
}

function StepEditor({ plan, step, onPlan }: StepEditorProps) {
  const now = stepAsEdited(plan, step)
  const dropped = plan.dropped.includes(step.id)
  const tools = useTools()
  const others = plan.steps
    .filter(({ id }) => id !== step.id)
    .map(({ id, title }) => ({ value: id, label: `${id}: ${visibleLine(title)}` }))
  const { title, task, depends_on, required_tools, acceptance_criteria } = now
  const put = (change: Partial<Parameters<typeof editStep>[2]>): void =>
    onPlan(editStep(plan, step, { title, task, depends_on, required_tools, acceptance_criteria, ...change }))
  const mark = dropped ? 'left out' : Object.hasOwn(plan.edits, step.id) ? 'changed' : ''
  return (
    <Disclosure summary={`${visibleLine(step.id)}: ${visibleLine(title)}${mark === '' ? '' : ` (${mark})`}`}>
      <div className={styles.step}>
        <Checkbox label={`Leave ${visibleLine(step.id)} out`} checked={dropped} onChange={() => onPlan(dropOrKeep(plan, step.id))} />
        {!dropped && (
          <>
            <TextField label="Title" value={title} onChange={(text) => put({ title: text })} maxLength={200} />
            <TextArea label="Task" rows={3} value={task} onChange={(text) => put({ task: text })} hint="What its agent is told." />
            {others.length > 0 && (
              <SeveralField label="Waits for" value={depends_on} onChange={(ids) => put({ depends_on: [...ids] })} options={others} />
            )}
            <SeveralField label="Tools" value={required_tools} onChange={(names) => put({ required_tools: [...names] })} options={tools} />
            <Criteria criteria={acceptance_criteria} onChange={(criteria) => put({ acceptance_criteria: [...criteria] })} />
          </>
        )}
      </div>
    </Disclosure>
  )
}

type Criteria = PlannedStep['acceptance_criteria']

function Criteria({ criteria, onChange }: { readonly criteria: Criteria; readonly onChange: (criteria: Criteria) => void }) {
  const [text, setText] = useState('')
  const add = (): void => {
    onChange([...criteria, text.trim()])
    setText('')
  }
  return (
    <fieldset aria-label="What its result is judged by" className={styles.criteria}>
      <ul>
        {criteria.map((criterion, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two may say the same
          <li key={index}>
            {visibleLine(criterionText(criterion))}
            <IconButton
              icon="close"
              size="s"
              label={`Leave criterion ${index + 1} out`}
              onClick={() => onChange(criteria.filter((_, at) => at !== index))}
            />
          </li>
        ))}
      </ul>
      <TextField label="One more criterion" value={text} onChange={setText} />
      <Button size="s" disabledBecause={text.trim() === '' ? 'Write what must hold.' : undefined} onClick={add}>
        Add it
      </Button>
    </fieldset>
  )
}
