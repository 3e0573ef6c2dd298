import { RUN_TEMPLATES } from '../../../../src/view/runs/run-templates.ts'
import { Button } from '../../kit/act/button.tsx'
import styles from './new-run.module.css'

/** Something to begin with: without a model only what the rules do. */
export function Templates({ onTake, model }: { readonly onTake: (task: string) => void; readonly model: boolean }) {
  return (
    <fieldset className={styles.templates} aria-label="Templates">
      {RUN_TEMPLATES.filter(({ rules }) => rules || model).map(({ title, task }) => (
        <Button key={title} size="s" variant="quiet" title={task} onClick={() => onTake(task)}>
          {title}
        </Button>
      ))}
    </fieldset>
  )
}
