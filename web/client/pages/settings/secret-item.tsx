import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { TaggedSecret } from '../../../server/schemas/setting-schema.ts'
import { ask } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { edit } from '../../api/edit.ts'
import { JSON_REQUEST } from '../../api/json-request.ts'
import { keys } from '../../api/query-keys.ts'
import { Button } from '../../kit/act/button.tsx'
import { ConfirmDialog } from '../../kit/over/confirm-dialog.tsx'
import { Badge } from '../../kit/show/badge.tsx'
import { Time } from '../../kit/show/time.tsx'
import styles from './settings.module.css'

interface SecretItemProps {
  readonly secret: TaggedSecret
  readonly onReplace: () => void
}

export function SecretItem({ secret, onReplace }: SecretItemProps) {
  const { name, hosts, agents, uses, set_at, last_used_at } = secret
  return (
    <li className={styles.item}>
      <div className={styles.words}>
        <span className={styles.name}>{name}</span>
        <div className={styles.value}>
          <Badge tone="dim">{secret.for === 'engine' ? 'key of a model provider' : 'for tools'}</Badge>
          {hosts.map((host) => (
            <Badge key={host}>{host}</Badge>
          ))}
          {secret.for === 'tools' && <span className={styles.about}>{agents.length === 0 ? 'every agent' : agents.join(', ')}</span>}
        </div>
        <p className={styles.about}>
          {set_at === null ? (
            'set'
          ) : (
            <>
              set <Time at={set_at} />
            </>
          )}
          , {uses === 0 ? 'never used here' : `used ${uses} times here`}
          {last_used_at !== null && (
            <>
              , last <Time at={last_used_at} />
            </>
          )}
        </p>
      </div>
      <div className={styles.acts}>
        <Button size="s" icon="edit" aria-label={`Replace ${name}`} onClick={onReplace}>
          Replace
        </Button>
        <RemoveSecret secret={secret} />
      </div>
    </li>
  )
}

function RemoveSecret({ secret: { name, etag } }: { readonly secret: TaggedSecret }) {
  const [asks, setAsks] = useState(false)
  const known = useQueryClient()
  const remove = async () => {
    const readAgain = () => known.invalidateQueries({ queryKey: keys.settings })
    const headers = { ...JSON_REQUEST, 'if-match': etag }
    await edit(ask(client.secrets[':name'].$delete({ param: { name } }, { headers })), readAgain)
    await readAgain()
  }
  return (
    <>
      <Button size="s" variant="danger" icon="trash" aria-label={`Remove ${name}`} onClick={() => setAsks(true)}>
        Remove
      </Button>
      <ConfirmDialog open={asks} onClose={() => setAsks(false)} title={`Remove ${name}?`} action="Remove secret" danger onConfirm={remove}>
        <p>The value is gone for good: claw cannot show or restore it. What needs it fails from then on.</p>
      </ConfirmDialog>
    </>
  )
}
