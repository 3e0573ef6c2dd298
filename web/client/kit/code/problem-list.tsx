import { visibleText } from '../../../../src/view/shown-text.ts'
import { Icon } from '../icon.tsx'
import styles from './code-editor.module.css'
import type { CodeProblem } from './code-problem.ts'

interface ProblemListProps {
  readonly problems: readonly CodeProblem[]
  readonly onGo: (line: number) => void
}

/** What is wrong, in words, each with a button that leads there. */
export function ProblemList({ problems, onGo }: ProblemListProps) {
  return (
    <ul className={styles.problems} aria-label="Problems" aria-live="polite">
      {problems.map(({ line, message, level }) => (
        <li key={`${line} ${level} ${message}`} className={styles[level]}>
          <Icon name={level === 'problem' ? 'close' : 'alert'} />
          <span>
            {line !== null && (
              <button type="button" className={styles.go} onClick={() => onGo(line)}>
                Line {line}
              </button>
            )}{' '}
            {level}: {visibleText(message)}
          </span>
        </li>
      ))}
    </ul>
  )
}
