import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { Button } from '../../kit/act/button.tsx'
import { ButtonLink } from '../../kit/act/link.tsx'
import { ErrorNotice } from '../../kit/notice/error-notice.tsx'
import { Skeleton } from '../../kit/notice/skeleton.tsx'
import { Arrange } from '../../kit/place/arrange.tsx'
import { Panel } from '../../kit/place/panel.tsx'
import { KeyValues } from '../../kit/show/key-values.tsx'
import { policyKey } from './policy-key.ts'
import { PolicyRuleItem } from './policy-rule-item.tsx'
import { RuleDialog } from './rule-dialog.tsx'
import styles from './settings.module.css'

/** What agents may do: the preset, every rule in its order, the files that they stand in. */
export function PolicyTab() {
  const { data, error, refetch } = useQuery({ queryKey: policyKey, queryFn: () => ask(client.policy.$get()) })
  const [adds, setAdds] = useState(false)
  const known = useQueryClient()
  if (data === undefined)
    return error === null ? <Skeleton lines={6} height="3rem" /> : <ErrorNotice error={error} onRetry={() => void refetch()} />
  const close = () => {
    setAdds(false)
    void known.invalidateQueries({ queryKey: policyKey })
  }
  return (
    <div className={styles.stack}>
      <Panel
        title="Policy"
        actions={
          <Arrange as="row">
            <ButtonLink to="/tools/$name" params={{ name: 'terminal' }} size="s">
              Judge a command
            </ButtonLink>
            <ButtonLink to="/approvals" search={{ tab: 'grants' }} size="s">
              Grants
            </ButtonLink>
            <Button size="s" variant="primary" icon="plus" onClick={() => setAdds(true)}>
              Add rule
            </Button>
          </Arrange>
        }
      >
        <KeyValues
          pairs={[
            ['Preset', data.preset],
            ['Who wins', data.order.join(' ')],
            ...data.files.map(
              ({ origin, path, exists, rules, examples }) =>
                [origin, exists ? `${path}: ${rules} rules, ${examples} examples that all hold` : `${path}: not there`] as const,
            ),
          ]}
        />
      </Panel>
      <Panel title={`${data.rules.length} rules`} flush>
        <ul className={styles.list}>
          {data.rules.map((rule) => (
            <PolicyRuleItem key={`${rule.origin} ${rule.id}`} rule={rule} etag={data.etag} />
          ))}
        </ul>
      </Panel>
      {adds && <RuleDialog onClose={close} />}
    </div>
  )
}
