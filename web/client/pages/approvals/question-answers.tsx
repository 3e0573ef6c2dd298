import { useState } from 'react'
import { visibleLine } from '../../../../src/view/shown-text.ts'
import { TextArea } from '../../kit/form/text-area.tsx'
import type { AnswersProps } from './approval-answers.tsx'
import styles from './approvals.module.css'
import { SureButton } from './sure-button.tsx'

/** A question of an agent: what it offers, or words of one's own. */
export function QuestionAnswers({ row, busy, wait, give }: AnswersProps) {
  const [text, setText] = useState('')
  const own = text.trim()
  return (
    <div className={styles.answers}>
      {row.options.length > 0 && (
        <fieldset className={styles.buttons} aria-label="Offered answers">
          {row.options.map((option) => (
            <SureButton
              key={option}
              label={visibleLine(option)}
              busy={busy}
              disabledBecause={wait}
              onSure={() => give({ decision: 'answered', answer: option })}
            />
          ))}
        </fieldset>
      )}
      <TextArea label="Your answer" rows={2} value={text} onChange={setText} maxLength={10_000} />
      <div className={styles.buttons}>
        <SureButton
          label="Answer"
          variant="primary"
          busy={busy}
          disabledBecause={own === '' ? 'Write an answer.' : wait}
          onSure={() => give({ decision: 'answered', answer: own })}
        />
      </div>
    </div>
  )
}
