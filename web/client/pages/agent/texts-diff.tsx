import type { AgentTextsRow } from '../../../../src/view/menu/places/agent/agent-io.ts'
import { DiffView } from '../../kit/text/diff-view.tsx'
import styles from './texts-diff.module.css'

interface TextsDiffProps {
  readonly before: AgentTextsRow
  readonly after: AgentTextsRow
}

/** What is different in the two files of an agent; a file that is the same is not shown. */
export function TextsDiff({ before, after }: TextsDiffProps) {
  const manifest = before.manifest !== after.manifest
  const skill = before.skill !== after.skill
  if (!manifest && !skill) return <p>Nothing is different.</p>
  return (
    <>
      {manifest && (
        <section>
          <h3 className={styles.file}>manifest.json</h3>
          <DiffView label="manifest.json" before={before.manifest} after={after.manifest} />
        </section>
      )}
      {skill && (
        <section>
          <h3 className={styles.file}>skill.md</h3>
          <DiffView label="skill.md" before={before.skill} after={after.skill} />
        </section>
      )}
    </>
  )
}
