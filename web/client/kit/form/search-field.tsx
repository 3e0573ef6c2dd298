import { useEffect, useRef, useState } from 'react'
import { classNames } from '../class-names.ts'
import { Icon } from '../icon.tsx'
import styles from './field.module.css'
import { useSlashKey } from './use-slash-key.ts'

interface SearchFieldProps {
  readonly label: string
  /** What is looked for: it stands in the address, so it is told once the typing pauses. */
  readonly value: string
  readonly onChange: (text: string) => void
  readonly placeholder?: string
}

const PAUSE_MS = 60

/** `/` goes to it from anywhere on the page, Escape empties it. */
export function SearchField({ label, value, onChange, placeholder = label }: SearchFieldProps) {
  const [text, setText] = useState(value)
  const told = useRef(value)
  const tell = useRef(onChange)
  const input = useRef<HTMLInputElement>(null)
  useSlashKey(input)
  useEffect(() => {
    tell.current = onChange
  })
  useEffect(() => {
    // The address changed by something else: back, a link.
    if (value !== told.current) setText(value)
    told.current = value
  }, [value])
  useEffect(() => {
    if (text === told.current) return
    const timer = setTimeout(() => {
      told.current = text
      tell.current(text)
    }, PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text])
  return (
    <div className={classNames(styles.control, styles.row)}>
      <Icon name="search" />
      <input
        ref={input}
        type="search"
        aria-label={label}
        aria-keyshortcuts="/"
        value={text}
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && setText('')}
      />
      {text === '' ? (
        <span className={styles.key} aria-hidden="true">
          /
        </span>
      ) : (
        <button type="button" className={styles.step} aria-label="Clear search" onClick={() => setText('')}>
          <Icon name="close" />
        </button>
      )}
    </div>
  )
}
