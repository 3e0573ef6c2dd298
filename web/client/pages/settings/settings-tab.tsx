import { useNavigate, useSearch } from '@tanstack/react-router'
import { filterSettings, SETTING_STATES, type SettingState } from '../../../../src/view/settings/filter-settings.ts'
import { Empty } from '../../kit/notice/empty.tsx'
import { ErrorNotice } from '../../kit/notice/error-notice.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { Skeleton } from '../../kit/notice/skeleton.tsx'
import { Panel } from '../../kit/place/panel.tsx'
import { Said } from '../../kit/show/said.tsx'
import { FilterBar } from '../../kit/table/filter-bar.tsx'
import { SettingItem } from './setting-item.tsx'
import styles from './settings.module.css'
import { type Setting, useSettings } from './use-settings.ts'

const STATES = [
  { value: 'changed', label: 'not the default' },
  { value: 'held', label: 'held elsewhere' },
  { value: 'noted', label: 'with a note' },
] as const satisfies readonly { readonly value: SettingState; readonly label: string }[]

export function SettingsTab() {
  const { q, state } = useSearch({ from: '/settings' })
  const navigate = useNavigate({ from: '/settings' })
  const { data, error, refetch } = useSettings()
  if (data === undefined)
    return error === null ? <Skeleton lines={8} height="3.5rem" /> : <ErrorNotice error={error} onRetry={() => void refetch()} />
  const found = filterSettings(data.settings, { text: q, state })
  const groups = [...new Set(found.map(({ group }) => group))]
  return (
    <div className={styles.stack}>
      <FilterBar
        of="settings"
        text={q}
        onText={(text) => void navigate({ search: (now) => ({ ...now, q: text }), replace: true })}
        facets={[
          {
            name: 'state',
            label: 'Shown',
            value: state,
            options: STATES,
            onChange: (value) => void navigate({ search: (now) => ({ ...now, state: SETTING_STATES.find((one) => one === value) ?? '' }) }),
          },
        ]}
        found={`${found.length} of ${data.settings.length}`}
        onClear={() => void navigate({ search: { tab: 'all' } })}
      />
      {data.notes.length > 0 && (
        <Notice tone="warn" title="Not everything counts as it stands">
          {data.notes.map((note) => (
            <p key={note} className={styles.about}>
              <Said text={note} />
            </p>
          ))}
        </Notice>
      )}
      {found.length === 0 && <Empty title="No setting fits." />}
      {groups.map((group) => (
        <Group key={group} name={group} settings={found.filter((setting) => setting.group === group)} />
      ))}
      <p className={styles.about}>
        Saved in <code>{data.file}</code>
      </p>
    </div>
  )
}

function Group({ name, settings }: { readonly name: string; readonly settings: readonly Setting[] }) {
  return (
    <Panel title={`${name.charAt(0).toUpperCase()}${name.slice(1)}`} flush>
      <ul className={styles.list}>
        {settings.map((setting) => (
          <SettingItem key={setting.name} setting={setting} />
        ))}
      </ul>
    </Panel>
  )
}
