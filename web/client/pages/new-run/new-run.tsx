import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, type KeyboardEvent, useId, useState } from 'react'
import { api } from '../../api/api.ts'
import { Failure } from '../../parts.tsx'
import { useAct } from '../../use-act.ts'

interface NewRunProps {
  readonly draft?: string
  readonly onStarted?: () => void
}

export function NewRun({ draft = '', onStarted }: NewRunProps) {
  const id = useId()
  const [task, setTask] = useState(draft)
  const navigate = useNavigate()
  const act = useAct()
  const start = (): void =>
    act.run(async () => {
      const { run_id } = await api.startRun(task)
      onStarted?.()
      await navigate({ to: '/runs/$run_id', params: { run_id } })
    })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    start()
  }
  const ready = task.trim() !== '' && !act.busy
  const key = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || !ready) return
    event.preventDefault()
    start()
  }
  return (
    <form className="new-run" onSubmit={submit}>
      <label htmlFor={id}>What should be done?</label>
      <textarea
        id={id}
        rows={2}
        value={task}
        placeholder="How many TypeScript files are here, and which five are the largest?"
        onChange={(event) => setTask(event.target.value)}
        onKeyDown={key}
      />
      <div className="row">
        <Failure text={act.error} />
        <span className="hint">Ctrl+Enter</span>
        <button type="submit" className="primary" disabled={!ready}>
          Start run
        </button>
      </div>
    </form>
  )
}
