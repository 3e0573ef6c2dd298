import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { type PathWord, pathWord, withPath } from '../../../../src/view/runs/path-word.ts'
import { TextArea } from '../../kit/form/text-area.tsx'
import styles from './new-run.module.css'
import { newRunApi } from './new-run-api.ts'
import { useEarlierTasks } from './use-earlier-tasks.ts'

interface TaskFieldProps {
  readonly value: string
  readonly onChange: (text: string) => void
  readonly onSend: () => void
  /** One begins to write at once, where that does not bring up a keyboard on the screen. */
  readonly begins: boolean
}

interface Completing {
  readonly word: PathWord
  readonly paths: readonly string[]
  readonly chosen: number
}

/** The task, with several lines; `@` completes the paths of the workspace, Ctrl+Enter starts. */
export function TaskField({ value, onChange, onSend, begins }: TaskFieldProps) {
  const list = useId()
  const input = useRef<HTMLTextAreaElement>(null)
  const asking = useRef<AbortController>(undefined)
  const earlier = useEarlierTasks()
  const [completing, setCompleting] = useState<Completing>()
  useEffect(() => () => asking.current?.abort(), [])
  useEffect(() => {
    if (begins && matchMedia('(pointer: fine)').matches) input.current?.focus()
  }, [begins])

  const look = (text: string, cursor: number): void => {
    asking.current?.abort()
    const word = pathWord(text, cursor)
    if (word === undefined) {
      setCompleting(undefined)
      return
    }
    const abort = new AbortController()
    asking.current = abort
    newRunApi.paths(word.query, abort.signal).then(
      ({ paths }) => setCompleting(paths.length === 0 ? undefined : { word, paths: paths.slice(0, 8), chosen: 0 }),
      () => setCompleting(undefined),
    )
  }
  const change = (text: string): void => {
    earlier.forget()
    onChange(text)
    look(text, input.current?.selectionStart ?? text.length)
  }
  const take = (path: string | undefined): void => {
    if (completing === undefined || path === undefined) return
    const done = withPath(value, input.current?.selectionStart ?? value.length, completing.word, path)
    onChange(done.text)
    setCompleting(undefined)
    requestAnimationFrame(() => {
      input.current?.focus()
      input.current?.setSelectionRange(done.cursor, done.cursor)
      look(done.text, done.cursor)
    })
  }
  const recall = (event: KeyboardEvent): void => {
    const by = recalls(event, input.current, earlier.isAway())
    const task = by === undefined ? undefined : earlier.step(by, value)
    if (task === undefined) return
    event.preventDefault()
    onChange(task)
    requestAnimationFrame(() => input.current?.setSelectionRange(0, 0))
  }
  const key = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      onSend()
      return
    }
    if (completing === undefined) {
      recall(event)
      return
    }
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (by !== undefined) {
      const { length } = completing.paths
      setCompleting({ ...completing, chosen: (completing.chosen + by + length) % length })
    } else if (event.key === 'Enter' || event.key === 'Tab') take(completing.paths[completing.chosen])
    else if (event.key === 'Escape') {
      event.stopPropagation()
      setCompleting(undefined)
    } else return
    event.preventDefault()
  }
  return (
    <div className={styles.task}>
      <TextArea
        ref={input}
        name="task"
        label="What should be done?"
        rows={4}
        value={value}
        onChange={change}
        onKeyDown={key}
        placeholder="How many TypeScript files are here, and which five are the largest?"
        hint="@ completes a path of the workspace, ↑ in the first line brings earlier tasks back, Ctrl+Enter starts the run."
      />
      {completing !== undefined && (
        <ul id={list} className={styles.paths} aria-label="Paths of the workspace">
          {completing.paths.map((path, index) => (
            <li key={path}>
              <button
                type="button"
                tabIndex={-1}
                className={styles.path}
                data-chosen={index === completing.chosen || undefined}
                onClick={() => take(path)}
              >
                {path}
              </button>
            </li>
          ))}
        </ul>
      )}
      <span className="visually-hidden" role="status">
        {completing === undefined ? '' : `${completing.paths.length} paths; Tab takes ${completing.paths[completing.chosen] ?? ''}`}
      </span>
    </div>
  )
}

// A longer text may be broken into lines where nobody wrote one.
const ONE_LINE = 60

// Up where there is no line above; Down only on the way back.
function recalls(event: KeyboardEvent, field: HTMLTextAreaElement | null, isAway: boolean): 1 | -1 | undefined {
  if (field === null || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return undefined
  const isFirstLine = field.selectionStart === 0 || (field.value.length <= ONE_LINE && !field.value.includes('\n'))
  if (!isFirstLine) return undefined
  if (event.key === 'ArrowUp') return 1
  return event.key === 'ArrowDown' && isAway ? -1 : undefined
}
