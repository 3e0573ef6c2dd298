import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { TaggedSecret } from '../../../server/schemas/setting-schema.ts'
import { ask, errorText } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { keys } from '../../api/query-keys.ts'
import { Button } from '../../kit/act/button.tsx'
import { Empty } from '../../kit/notice/empty.tsx'
import { ErrorNotice } from '../../kit/notice/error-notice.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { showToast } from '../../kit/notice/show-toast.ts'
import { Skeleton } from '../../kit/notice/skeleton.tsx'
import { Arrange } from '../../kit/place/arrange.tsx'
import { Panel } from '../../kit/place/panel.tsx'
import { SecretDialog } from './secret-dialog.tsx'
import { SecretItem } from './secret-item.tsx'
import styles from './settings.module.css'

const secretKey = [...keys.settings, 'secrets'] as const

/** Secrets go in and never come out: names, what each is bound to, and its uses are all that is shown. */
export function SecretsTab() {
  const { data, error, refetch } = useQuery({ queryKey: secretKey, queryFn: () => ask(client.secrets.$get()) })
  const [edited, setEdited] = useState<TaggedSecret | 'new'>()
  const known = useQueryClient()
  const scan = useMutation({
    mutationFn: () => ask(client.secrets.scan.$post({ json: {} })),
    onError: (failure) => showToast({ title: errorText(failure), tone: 'bad' }),
  })
  if (data === undefined)
    return error === null ? <Skeleton lines={4} height="3.5rem" /> : <ErrorNotice error={error} onRetry={() => void refetch()} />
  const close = () => {
    setEdited(undefined)
    void known.invalidateQueries({ queryKey: keys.settings })
  }
  return (
    <div className={styles.stack}>
      <Arrange as="ends">
        <p className={styles.about}>
          A value is kept for you alone (0600) beside config.json. Nothing here, in logs, events or prompts ever shows it.
        </p>
        <Arrange as="row">
          <Button icon="search" busy={scan.isPending} onClick={() => scan.mutate()}>
            Look for exposed ones
          </Button>
          <Button variant="primary" icon="plus" onClick={() => setEdited('new')}>
            Add secret
          </Button>
        </Arrange>
      </Arrange>
      {scan.data !== undefined && <Scanned files={scan.data.files} exposed={scan.data.exposed} />}
      <Panel flush label="Secrets">
        {data.secrets.length === 0 ? (
          <Empty title="No secrets yet" command="claw secret set GITHUB_TOKEN --host api.github.com">
            A key of a model provider, or a token that a tool may send to the hosts that you name.
          </Empty>
        ) : (
          <ul className={styles.list}>
            {data.secrets.map((secret) => (
              <SecretItem key={secret.name} secret={secret} onReplace={() => setEdited(secret)} />
            ))}
          </ul>
        )}
      </Panel>
      {edited !== undefined && <SecretDialog secret={edited === 'new' ? undefined : edited} onClose={close} />}
    </div>
  )
}

function Scanned({
  files,
  exposed,
}: {
  readonly files: number
  readonly exposed: readonly { readonly name: string; readonly path: string }[]
}) {
  if (exposed.length === 0) return <Notice tone="good" title={`No secret stands in plain text in ${files} files.`} announced />
  return (
    <Notice tone="bad" title={`Secrets stand in plain text in ${exposed.length} places`} announced>
      <ul className={styles.list}>
        {exposed.map(({ name, path }) => (
          <li key={`${name} ${path}`} className={styles.about}>
            <code>{name}</code> in <code>{path}</code>
          </li>
        ))}
      </ul>
    </Notice>
  )
}
