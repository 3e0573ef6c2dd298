import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { type RuleForm, ruleOf } from '../../../../src/view/settings/rule-of.ts'
import { ask } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { Button } from '../../kit/act/button.tsx'
import { Form } from '../../kit/form/form.tsx'
import { RadioGroup } from '../../kit/form/radio-group.tsx'
import { TextArea } from '../../kit/form/text-area.tsx'
import { TextField } from '../../kit/form/text-field.tsx'
import { Dialog } from '../../kit/over/dialog.tsx'
import { RuleTrial } from './rule-trial.tsx'

const EMPTY: RuleForm = { id: '', decision: 'ask', tools: '', commands: '', paths: '', hosts: '', reason: '', match: '', not_match: '' }

/** A new rule; its examples have to hold, and what the whole policy says of them is shown after it is saved. */
export function RuleDialog({ onClose }: { readonly onClose: () => void }) {
  const [form, setForm] = useState(EMPTY)
  const [place, setPlace] = useState<'user' | 'workspace'>('user')
  const [key] = useState(() => crypto.randomUUID())
  const change = (more: Partial<RuleForm>) => setForm((now) => ({ ...now, ...more }))
  const add = useMutation({
    mutationFn: () => {
      const body = JSON.stringify({ rule: ruleOf(form), place })
      // What was changed since it was refused is another request.
      return ask(
        client.policy.rules.$post({ json: { rule: ruleOf(form), place } }, { headers: { 'idempotency-key': `${key}-${body.length}` } }),
      )
    },
  })
  if (add.data !== undefined)
    return (
      <Dialog open onClose={onClose} title={`The rule ${form.id} counts from now on`} footer={<Button onClick={onClose}>Close</Button>}>
        <RuleTrial change={add.data} />
      </Dialog>
    )
  return (
    <Dialog open onClose={onClose} title="Add a rule" wide>
      <Form
        label="Rule"
        onSubmit={() => add.mutate()}
        error={add.error ?? undefined}
        footer={
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" variant="primary" busy={add.isPending}>
              Save and try
            </Button>
          </>
        }
      >
        <TextField label="Name" value={form.id} onChange={(id) => change({ id })} mono required placeholder="no-push" />
        <RadioGroup
          label="Decision"
          value={form.decision}
          onChange={(decision) => change({ decision })}
          options={[
            { value: 'deny' },
            { value: 'ask' },
            { value: 'allow', hint: 'in every workspace; what the preset denies stays denied' },
          ]}
        />
        <RadioGroup
          label="Where"
          value={place}
          onChange={setPlace}
          options={[
            { value: 'user', label: 'in every workspace' },
            { value: 'workspace', label: 'in this workspace', hint: 'may only narrow' },
          ]}
        />
        <TextField label="Tools" value={form.tools} onChange={(tools) => change({ tools })} mono hint="With commas between; empty: all." />
        <TextField
          label="Commands"
          value={form.commands}
          onChange={(commands) => change({ commands })}
          mono
          placeholder="git push **"
          hint="Words of a parsed command; * is one word, ** at the end any rest."
        />
        <TextField label="Paths" value={form.paths} onChange={(paths) => change({ paths })} mono placeholder="infra/**" />
        <TextField label="Hosts" value={form.hosts} onChange={(hosts) => change({ hosts })} mono placeholder="*.example.com" />
        <TextField label="Reason" value={form.reason} onChange={(reason) => change({ reason })} hint="Shown wherever the rule decides." />
        <TextArea
          label="It must match"
          value={form.match}
          onChange={(match) => change({ match })}
          mono
          hint="One command, path or host a line: an example that has to hold."
        />
        <TextArea label="It must not match" value={form.not_match} onChange={(not_match) => change({ not_match })} mono />
      </Form>
    </Dialog>
  )
}
