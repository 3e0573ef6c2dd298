import * as z from 'zod/mini'
import { SETTING_STATES } from '../../../src/view/settings/filter-settings.ts'
import { STATS_RANGES } from '../../../src/view/stats/stats-range.ts'
import { SETTINGS_TABS } from '../pages/settings/settings-tabs.ts'
import { definePlace } from './define-place.ts'

/** How everything is, to begin with. */
export const overviewPlace = definePlace({
  path: '/',
  title: 'Overview',
  search: z.strictObject({ range: z._default(z.enum(STATS_RANGES), '24h') }),
  page: () => import('../pages/overview/overview-page.tsx'),
  nav: { icon: 'overview', group: 'work', key: 'o', words: 'home start figures stats dashboard' },
})

/** claw itself. */
export const settingsPlace = definePlace({
  path: '/settings',
  title: 'Settings',
  search: z.strictObject({
    tab: z._default(z.enum(SETTINGS_TABS), 'all'),
    q: z._default(z.string(), ''),
    state: z._default(z.enum(SETTING_STATES), ''),
  }),
  page: () => import('../pages/settings/settings-page.tsx'),
  nav: { icon: 'settings', group: 'claw', key: 's', words: 'configuration model provider key secrets policy rules' },
})

export const systemPlace = definePlace({
  path: '/system',
  title: 'System',
  search: z.strictObject({}),
  page: () => import('../pages/system/system-page.tsx'),
  nav: { icon: 'system', group: 'claw', key: 'd', words: 'doctor health processes disk sandbox version sign out' },
})
