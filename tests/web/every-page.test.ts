import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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

const THEMES = ['light', 'dark'] as const
/** A phone, a tablet and a desk. */
const WIDTHS = [360, 768, 1280]

interface Look {
  readonly theme: (typeof THEMES)[number]
  readonly width: number
}

/** The states behind a page are looked at in two of the looks. */
const LOOKS_OF_STATES: readonly Look[] = [
  { theme: 'light', width: 1280 },
  { theme: 'dark', width: 360 },
]
/** What lies over the page: the page behind it is out of reach until it closes. */
const POPUP = '[role=dialog], [role=alertdialog], [role=menu], dialog[open]'
const LIMIT = { timeout: 60_000 }

describe.each(placePaths())('%s', (path) => {
  it.each(THEMES)('is accessible, fits and has no error in every width: %s', LIMIT, async (theme) => {
    const [first = path] = addressesOf(path, values)
    await expectSound(async (lookAt) => {
      const page = await dashboard.tab(first)
      await settle(page)
      for (const width of WIDTHS) {
        await show(page, { theme, width })
        await lookAt(page, `${first}, ${width} px`)
      }
      return page
    })
  })

  it.each(LOOKS_OF_STATES)('so are its tabs, what is folded, its dialogs and menus: $theme, $width px', LIMIT, async (look) => {
    const [first = path] = addressesOf(path, values)
    await expectSound(async (lookAt) => {
      const page = await dashboard.tab(first)
      await show(page, look)
      await walkStates(page, first, ({ name }) => lookAt(page, name), { beyondFirst: true })
      return page
    })
  })

  if (path.includes('$'))
    it('so is it with other parameters: dark, 360 px', LIMIT, async () => {
      const [first = path, ...others] = addressesOf(path, values)
      await expectSound(async (lookAt) => {
        const page = await dashboard.tab(first)
        await show(page, { theme: 'dark', width: 360 })
        for (const address of others) {
          await page.goto(seeded.place.web.url + address)
          await settle(page)
          await lookAt(page, address)
        }
        return page
      })
    })
})

async function show(page: Page, { theme, width }: Look): Promise<void> {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
  await page.setViewportSize({ width, height: 800 })
}

/** Tells every fault of every look at once. */
async function expectSound(walk: (lookAt: (page: Page, name: string) => Promise<void>) => Promise<Page>): Promise<void> {
  const faults: string[] = []
  const page = await walk(async (seen, name) => {
    const within = (await seen.locator(POPUP).filter({ visible: true }).count()) > 0 ? { within: POPUP } : {}
    await checkAccessibility(seen, within).catch((error: Error) => faults.push(`${name}: ${error.message}`))
    const beyond = await sidewaysScroll(seen)
    if (beyond > 0) faults.push(`${name}: the page goes ${beyond} px beyond the edge`)
  })
  await page.close()
  expect([...faults, ...dashboard.takeProblems()].join('\n\n')).toBe('')
}
