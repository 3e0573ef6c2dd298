import type { RuleChange } from '../../../../src/view/policy-rows.ts'
import { exactJson } from '../../../../src/view/shown-text.ts'
import { Badge } from '../../kit/show/badge.tsx'
import styles from './settings.module.css'

/** What the whole policy says about the examples of a rule. */
export function RuleTrial({ change: { tried, file } }: { readonly change: RuleChange }) {
  return (
    <>
      <p className={styles.about}>
        It stands in <code>{file}</code>.
      </p>
      <ul className={styles.list}>
        {tried.map(({ example, decision, rule, matches }) => (
          <li key={JSON.stringify(example)} className={styles.item}>
            <div className={styles.words}>
              <code>{exactJson(example)}</code>
              <span className={styles.about}>
                {matches ? 'matches the rule' : 'does not match it'}; decided by {rule}
              </span>
            </div>
            <Badge tone={decision === 'deny' ? 'bad' : decision === 'ask' ? 'warn' : 'good'}>{decision}</Badge>
          </li>
        ))}
      </ul>
    </>
  )
}
