import { type FormEvent, type KeyboardEvent, useState } from 'react'
import { api } from './api.ts'
import { Failure } from './parts.tsx'
import { useAct } from './use-act.ts'

export function NewRun() {
  const [task, setTask] = useState('')
  const act = useAct()
  const start = (): void =>
    act.run(async () => {
      const { run_id } = await api.startRun(task)
      location.hash = `#/runs/${run_id}`
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
      <label htmlFor="task">What should be done?</label>
      <textarea
        id="task"
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
