import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { PolicyRuleRow, RuleDecision } from '../../../../src/view/policy-rows.ts'
import { exactJson } from '../../../../src/view/shown-text.ts'
import { ask } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { edit } from '../../api/edit.ts'
import { JSON_REQUEST } from '../../api/json-request.ts'
import { Button } from '../../kit/act/button.tsx'
import { ConfirmDialog } from '../../kit/over/confirm-dialog.tsx'
import { Badge } from '../../kit/show/badge.tsx'
import { Said } from '../../kit/show/said.tsx'
import { policyKey } from './policy-key.ts'
import styles from './settings.module.css'

const TONES = { allow: 'good', ask: 'warn', deny: 'bad' } as const satisfies Record<RuleDecision, string>

interface PolicyRuleItemProps {
  readonly rule: PolicyRuleRow
  /** Of the whole policy as it is seen. */
  readonly etag: string
}

export function PolicyRuleItem({ rule, etag }: PolicyRuleItemProps) {
  const { id, decision, origin, when, reason, counts } = rule
  const [asks, setAsks] = useState(false)
  const known = useQueryClient()
  const isFromFile = origin === 'user file' || origin === 'workspace file'
  const remove = async () => {
    const readAgain = () => known.invalidateQueries({ queryKey: policyKey })
    const headers = { ...JSON_REQUEST, 'if-match': etag }
    await edit(ask(client.policy.rules[':id'].$delete({ param: { id } }, { headers })), readAgain)
    await readAgain()
  }
  return (
    <li className={styles.item}>
      <div className={styles.words}>
        <div className={styles.value}>
          <Badge tone={TONES[decision]}>{decision}</Badge>
          <span className={styles.name}>{id}</span>
          <span className={styles.about}>{origin}</span>
          {!counts && <Badge tone="dim">does not count: a workspace may only narrow</Badge>}
        </div>
        {typeof when === 'string' ? (
          <p className={styles.about}>
            <Said text={when} />
          </p>
        ) : (
          <pre className={styles.why}>{exactJson(when)}</pre>
        )}
        {reason !== '' && (
          <p className={styles.about}>
            <Said text={reason} />
          </p>
        )}
      </div>
      {isFromFile && (
        <div className={styles.acts}>
          <Button size="s" variant="danger" icon="trash" aria-label={`Remove rule ${id}`} onClick={() => setAsks(true)}>
            Remove
          </Button>
          <ConfirmDialog
            open={asks}
            onClose={() => setAsks(false)}
            title={`Remove the rule ${id}?`}
            action="Remove rule"
            danger
            onConfirm={remove}
          >
            <p>
              It goes out of <code>{rule.file}</code>. What it{' '}
              {decision === 'allow' ? 'allowed' : decision === 'deny' ? 'denied' : 'asked about'} is then decided by the other rules and the
              preset.
            </p>
          </ConfirmDialog>
        </div>
      )}
    </li>
  )
}
