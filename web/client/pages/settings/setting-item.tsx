import { useState } from 'react'
import { Button } from '../../kit/act/button.tsx'
import { ButtonLink } from '../../kit/act/link.tsx'
import { Badge } from '../../kit/show/badge.tsx'
import { Said } from '../../kit/show/said.tsx'
import { SettingDialog } from './setting-dialog.tsx'
import styles from './settings.module.css'
import type { Setting } from './use-settings.ts'

export function SettingItem({ setting }: { readonly setting: Setting }) {
  const { name, description, value, default: fallback, origin } = setting
  const isSet = origin !== 'default'
  return (
    <li className={styles.setting} id={name}>
      <div className={styles.words}>
        <span className={styles.name}>{name}</span>
        <p className={styles.about}>{description}</p>
        <Notes setting={setting} />
      </div>
      <div className={styles.value}>
        {value === null || value === '' ? (
          <span className={styles.about}>unset</span>
        ) : (
          <code>
            <Said text={value} lines={2} />
          </code>
        )}
        <Badge tone={isSet ? 'accent' : 'dim'}>{origin}</Badge>
        {isSet && fallback !== '' && (
          <span className={styles.about}>
            default <code>{fallback}</code>
          </span>
        )}
      </div>
      <div className={styles.acts}>
        <Acts setting={setting} />
      </div>
    </li>
  )
}

function Notes({ setting: { origin, held, wayOut, notes, type } }: { readonly setting: Setting }) {
  return (
    <>
      {origin !== 'default' && held !== '' && type.kind !== 'secret' && (
        <p className={styles.about}>
          {held} To change it here: {wayOut}.
        </p>
      )}
      {notes.map((note) => (
        <p key={note} className={styles.note}>
          <Said text={note} />
        </p>
      ))}
    </>
  )
}

function Acts({ setting }: { readonly setting: Setting }) {
  const [open, setOpen] = useState(false)
  if (setting.type.kind === 'secret')
    return (
      <ButtonLink to="/settings" search={{ tab: 'secrets' }} size="s">
        Secrets
      </ButtonLink>
    )
  return (
    <>
      <Button
        size="s"
        icon="edit"
        aria-label={`Edit ${setting.name}`}
        disabledBecause={setting.held === '' ? undefined : setting.held}
        onClick={() => setOpen(true)}
      >
        Edit
      </Button>
      {open && <SettingDialog setting={setting} onClose={() => setOpen(false)} />}
    </>
  )
}
