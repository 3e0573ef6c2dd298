import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { checkAccessibility, sidewaysScroll } from '../helpers/dashboard/check-accessibility.ts'
import { type Dashboard, openDashboard } from '../helpers/dashboard/open-dashboard.ts'
import { placeValues } from '../helpers/dashboard/place-values.ts'
import { addressesOf, placePaths } from '../helpers/dashboard/places.ts'
import { type Seeded, seededPlace } from '../helpers/dashboard/seeded-place.ts'
import { settle, walkStates } from '../helpers/dashboard/walk-states.ts'

let seeded: Seeded
let dashboard: Dashboard
let values: Awaited<ReturnType<typeof placeValues>>

beforeAll(async () => {
  seeded = await seededPlace({ env: { CLOSED_CLAW_SANDBOX: 'off' } })
  values = await placeValues(seeded.place.app, seeded.runs)
  dashboard = await openDashboard(seeded.place.web)
}, 300_000)
afterAll(async () => {
  await dashboard?.browser.close()
  await seeded?.close()
})

/** Beside light at 1280 px. The states behind a page are looked at in that one and in the last one. */
const LOOKS = [
  { theme: 'dark', width: 1280 },
  { theme: 'light', width: 768 },
  { theme: 'dark', width: 768 },
  { theme: 'light', width: 360 },
  { theme: 'dark', width: 360 },
] as const

it.each(placePaths())('%s is accessible, fits and has no error, in every state, theme and width', { timeout: 180_000 }, async (path) => {
  const faults: string[] = []
  const lookAt = async (page: Page, name: string): Promise<void> => {
    await checkAccessibility(page).catch((error: Error) => faults.push(`${name}: ${error.message}`))
    const beyond = await sidewaysScroll(page)
    if (beyond > 0) faults.push(`${name}: the page goes ${beyond} px beyond the edge`)
  }
  const [first = path, ...others] = addressesOf(path, values)
  const page = await dashboard.tab(first)
  await walkStates(page, first, ({ name }) => lookAt(page, `${name} (light, 1280 px)`))
  await page.goto(seeded.place.web.url + first)
  await settle(page)
  for (const { theme, width } of LOOKS) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await page.setViewportSize({ width, height: 800 })
    await lookAt(page, `${first} (${theme}, ${width} px)`)
  }
  await walkStates(page, first, ({ name }) => lookAt(page, `${name} (dark, 360 px)`), { beyondFirst: true })
  for (const address of others) {
    await page.goto(seeded.place.web.url + address)
    await settle(page)
    await lookAt(page, `${address} (dark, 360 px)`)
  }
  await page.close()
  expect([...faults, ...dashboard.takeProblems()].join('\n\n')).toBe('')
})
