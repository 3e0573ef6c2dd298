import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { TaggedSecret } from '../../../server/schemas/setting-schema.ts'
import { ask } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { changedMeanwhile, edit } from '../../api/edit.ts'
import { keys } from '../../api/query-keys.ts'
import { Button } from '../../kit/act/button.tsx'
import { Form } from '../../kit/form/form.tsx'
import { TextField } from '../../kit/form/text-field.tsx'
import { showToast } from '../../kit/notice/show-toast.ts'
import { Dialog } from '../../kit/over/dialog.tsx'

interface SecretDialogProps {
  /** Undefined: a new one. */
  readonly secret: TaggedSecret | undefined
  readonly onClose: () => void
}

export function SecretDialog({ secret, onClose }: SecretDialogProps) {
  const [name, setName] = useState(secret?.name ?? '')
  const [value, setValue] = useState('')
  const [hosts, setHosts] = useState(secret?.hosts.join(', ') ?? '')
  const [agents, setAgents] = useState(secret?.agents.join(', ') ?? '')
  const known = useQueryClient()
  const set = useMutation({
    mutationFn: () => {
      const json = { value, hosts: namesOf(hosts), agents: namesOf(agents) }
      const headers = secret === undefined ? { 'if-none-match': '*' } : { 'if-match': secret.etag }
      const sent = ask(client.secrets[':name'].$put({ param: { name }, json }, { headers }))
      return edit(sent, () => known.invalidateQueries({ queryKey: keys.settings }))
    },
    onSuccess: ({ replaced }) => {
      showToast({ title: `${name} is ${replaced ? 'replaced' : 'set'}.`, tone: 'good' })
      onClose()
    },
    // It is never kept longer than it takes to send it.
    onSettled: () => setValue(''),
  })
  return (
    <Dialog open onClose={onClose} title={secret === undefined ? 'Add a secret' : `Replace ${secret.name}`}>
      <Form
        label="Secret"
        error={set.error ?? undefined}
        onSubmit={() => set.mutate()}
        footer={
          <>
            <Button onClick={onClose}>Cancel</Button>
            {changedMeanwhile(set.error) ? (
              // The list behind has it as it is now.
              <Button variant="primary" icon="refresh" onClick={onClose}>
                Look again
              </Button>
            ) : (
              <Button type="submit" variant="primary" busy={set.isPending}>
                {secret === undefined ? 'Add secret' : 'Replace secret'}
              </Button>
            )}
          </>
        }
      >
        <TextField
          label="Name"
          name="name"
          value={name}
          onChange={setName}
          mono
          required
          disabled={secret !== undefined}
          hint="A-Z, 0-9 and _; a provider's key has the name of its setting."
        />
        <TextField
          label="Value"
          name="value"
          type="password"
          value={value}
          onChange={setValue}
          required
          hint="At least 8 characters. It is never shown again."
        />
        <TextField
          label="Hosts"
          name="hosts"
          value={hosts}
          onChange={setHosts}
          mono
          hint="Where tools may send it, with commas between: api.github.com. None for the key of a provider."
        />
        <TextField
          label="Agents"
          name="agents"
          value={agents}
          onChange={setAgents}
          mono
          hint="The only agents that may use it; empty: every agent."
        />
      </Form>
    </Dialog>
  )
}

function namesOf(text: string): string[] {
  return text.split(',').flatMap((part) => (part.trim() === '' ? [] : [part.trim()]))
}
