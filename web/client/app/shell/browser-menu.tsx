import { Menu } from '@base-ui/react/menu'
import { FrameIcon } from '../frame-icon.tsx'
import type { FrameIconName } from '../frame-icon-paths.ts'
import { PREFERENCES, type PreferenceName } from '../preferences.ts'
import { signOut } from '../sign-out.ts'
import { usePreference } from '../use-preference.ts'
import styles from './browser-menu.module.css'
import header from './header.module.css'

/** Light or dark, dense or airy, kept in this browser for all its tabs; and the end of its session. */
export function BrowserMenu() {
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger className={header.icon} aria-label="This browser" title="This browser: theme, rows, sign out">
        <FrameIcon name="theme" />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className={styles.place} sideOffset={6} align="end" collisionPadding={8}>
          <Menu.Popup className={styles.popup}>
            <Choices name="theme" title="Theme" icons={{ system: 'theme', light: 'light', dark: 'dark' }} />
            <Choices name="density" title="Rows" icons={{ comfortable: 'comfortable', compact: 'compact' }} />
            <Menu.Separator className={styles.line} />
            <Menu.Item className={styles.item} onClick={() => void signOut()}>
              <FrameIcon name="leave" />
              sign out
            </Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}

interface ChoicesProps {
  readonly name: PreferenceName
  readonly title: string
  readonly icons: Readonly<Record<string, FrameIconName>>
}

function Choices({ name, title, icons }: ChoicesProps) {
  const [chosen, choose] = usePreference(name)
  return (
    <Menu.Group>
      <Menu.GroupLabel className={styles.label}>{title}</Menu.GroupLabel>
      <Menu.RadioGroup value={chosen} onValueChange={choose}>
        {PREFERENCES[name].map((choice) => (
          <Menu.RadioItem key={choice} value={choice} className={styles.item}>
            <FrameIcon name={icons[choice] ?? 'theme'} />
            {choice}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </Menu.Group>
  )
}
