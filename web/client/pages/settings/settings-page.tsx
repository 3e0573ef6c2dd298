import { useNavigate, useSearch } from '@tanstack/react-router'
import { KeyedTabs } from '../../app/keys/keyed-tabs.tsx'
import { Page } from '../../kit/place/page.tsx'
import { ModelsTab } from './models-tab.tsx'
import { PolicyTab } from './policy-tab.tsx'
import { SecretsTab } from './secrets-tab.tsx'
import { SettingsTab } from './settings-tab.tsx'
import { useSettings } from './use-settings.ts'

export function SettingsPage() {
  const { tab } = useSearch({ from: '/settings' })
  const navigate = useNavigate({ from: '/settings' })
  const { data } = useSettings()
  return (
    <Page title="Settings" description="What claw goes by, and where each value comes from. A change counts from the next run on.">
      <KeyedTabs
        of="the settings"
        label="Settings"
        open={tab}
        onOpen={(next) => void navigate({ search: { tab: next } })}
        tabs={[
          { name: 'all', label: 'All settings', count: data?.settings.length, content: () => <SettingsTab /> },
          { name: 'models', label: 'Models', content: () => <ModelsTab /> },
          { name: 'secrets', label: 'Secrets', content: () => <SecretsTab /> },
          { name: 'policy', label: 'Policy', content: () => <PolicyTab /> },
        ]}
      />
    </Page>
  )
}
