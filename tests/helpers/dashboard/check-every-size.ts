import type { Page } from 'playwright-core'
import { checkAccessibility, sidewaysScroll } from './check-accessibility.ts'
import type { DashboardBrowser } from './open-dashboard.ts'

const WIDTHS = [360, 768, 1280]
const THEMES = ['light', 'dark'] as const

/** Every path in both themes, on a phone, a tablet and a desk: accessible, and nothing that has to be scrolled sideways. */
export async function checkEverySize({ go, page }: DashboardBrowser, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await go(path)
    await page.locator('h1').waitFor()
    await loaded(page)
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 })
      const beyond = await settledScroll(page)
      if (beyond > 0) throw new Error(`${path} at ${width} goes ${beyond} pixels beyond the window.`)
      for (const colorScheme of THEMES) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
        await checkAccessibility(page)
      }
    }
  }
  await page.setViewportSize({ width: 1280, height: 800 })
}

/** The stream stays open, so the network never rests: what tells that a page is there is that nothing of it is being loaded. */
async function loaded(page: Page): Promise<void> {
  const loading = page.locator('[role=status]', { hasText: /^Loading$/ })
  for (let tries = 0; tries < 100 && (await loading.count()) > 0; tries += 1) await page.waitForTimeout(100)
}

/** An editor measures anew a moment after its room has changed. */
async function settledScroll(page: Page): Promise<number> {
  for (let tries = 0; tries < 20 && (await sidewaysScroll(page)) > 0; tries += 1) await page.waitForTimeout(100)
  return sidewaysScroll(page)
}
