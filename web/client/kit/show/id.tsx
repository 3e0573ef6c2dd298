import { visibleLine } from '../../../../src/view/shown-text.ts'
import { CopyButton } from '../act/copy-button.tsx'
import styles from './id.module.css'

interface IdProps {
  readonly id: string
  /** How many characters of it are shown; all: Infinity. */
  readonly length?: number
  /** What it is the id of: "run". Without it there is no button that copies it. */
  readonly of?: string
}

/** The first characters of an id, which claw takes for the whole; it is copied whole. */
export function Id({ id, length = 8, of }: IdProps) {
  return (
    <span className={styles.id}>
      <code title={visibleLine(id)}>{visibleLine(id.slice(0, length))}</code>
      {of !== undefined && <CopyButton text={id} label={`Copy ${of} id`} />}
    </span>
  )
}
