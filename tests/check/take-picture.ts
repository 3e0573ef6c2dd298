import type { Page } from 'playwright-core'
import type { Dashboard } from '../helpers/dashboard/open-dashboard.ts'
import { settle } from '../helpers/dashboard/walk-states.ts'
import type { DashboardScene } from './dashboard-scenes.ts'

const QUALITY = 72

/** One page as a person would see it, as WebP. Taken by the browser itself: a helper that adds styles of its own would be stopped by the page's policy. */
export async function takePicture(dashboard: Dashboard, scene: DashboardScene): Promise<Buffer> {
  const { address, theme = 'light', width = 1280, height = 800, prepare } = scene
  const looker = scene.stranger === true ? await dashboard.stranger({ theme, viewport: { width, height } }) : undefined
  looker?.watch.forgive(/^answer: 401/)
  const page = looker === undefined ? await dashboard.tab('/') : looker.page
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
  await page.setViewportSize({ width, height })
  await page.goto(new URL(address, dashboard.page.url()).href)
  await settle(page)
  await page.waitForLoadState('networkidle', { timeout: 1_500 }).catch(() => undefined)
  await prepare?.(page)
  await page.waitForTimeout(400)
  const bytes = await capture(page)
  await (looker?.context ?? page).close()
  return bytes
}

async function capture(page: Page): Promise<Buffer> {
  const devtools = await page.context().newCDPSession(page)
  const { data } = await devtools.send('Page.captureScreenshot', { format: 'webp', quality: QUALITY })
  return Buffer.from(data, 'base64')
}
