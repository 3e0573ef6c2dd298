import type { AnyRouter } from '@tanstack/react-router'
import { openKeys, openNewRun } from '../doors.ts'
import { NAV_PLACES } from '../nav-places.ts'
import { signOut } from '../sign-out.ts'
import { choosePreference } from '../use-preference.ts'
import type { Command } from './command.ts'

/** The places, and what can be done from anywhere. */
export function frameCommands(router: AnyRouter): Command[] {
  const places = NAV_PLACES.map(
    ({ path, title, nav }): Command => ({
      id: `place ${path}`,
      title,
      group: 'Go to',
      icon: nav.icon,
      words: nav.words ?? '',
      keys: `g ${nav.key}`,
      run: () => void router.navigate({ to: path }),
    }),
  )
  return [...places, ...ACTIONS]
}

const ACTIONS: readonly Command[] = [
  { id: 'new-run', title: 'New run', group: 'Do', icon: 'plus', words: 'start task', keys: 'n', run: () => openNewRun() },
  theme('system', 'Theme of the system'),
  theme('light', 'Light theme'),
  theme('dark', 'Dark theme'),
  density('comfortable', 'Comfortable rows'),
  density('compact', 'Compact rows'),
  { id: 'keys', title: 'Keys', group: 'Do', icon: 'keys', words: 'shortcuts help keyboard', keys: '?', run: openKeys },
  {
    id: 'sign-out',
    title: 'Sign out',
    group: 'Do',
    icon: 'leave',
    words: 'session leave',
    run: () => void signOut(),
  },
  { id: 'reload', title: 'Reload', group: 'Do', icon: 'reload', words: 'refresh', run: () => location.reload() },
]

function theme(value: 'system' | 'light' | 'dark', title: string): Command {
  const run = (): void => choosePreference('theme', value)
  return { id: `theme ${value}`, title, group: 'Do', icon: value === 'system' ? 'theme' : value, words: 'appearance colour mode', run }
}

function density(value: 'comfortable' | 'compact', title: string): Command {
  const run = (): void => choosePreference('density', value)
  return { id: `density ${value}`, title, group: 'Do', icon: value, words: 'appearance density dense spacing', run }
}
