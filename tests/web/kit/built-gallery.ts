import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { buildClient } from '../../../web/build-client.mjs'
import { type Dashboard, openDashboard, refuseProblems } from '../../helpers/dashboard/open-dashboard.ts'
import { type WebPlace, webPlace } from '../web-place.ts'

export interface SceneOptions {
  /** Light when absent. */
  readonly theme?: 'light' | 'dark'
  /** 1280 when absent. */
  readonly width?: number
}

/** Opens a scene of the gallery of the kit. */
export type OpenScene = (scene: string, options?: SceneOptions) => Promise<Page>

/**
 * The gallery, built anew for this test file and served by the dashboard's own server under its own policy. A test in whose course something
 * went wrong in the page fails.
 */
export function builtGallery(): OpenScene {
  const dir = mkdtempSync(join(tmpdir(), 'claw-gallery-'))
  let place: WebPlace
  let dashboard: Dashboard
  beforeAll(async () => {
    await buildClient(dir, join(import.meta.dirname, 'gallery'))
    place = await webPlace(dir)
    dashboard = await openDashboard(place.web)
  })
  afterEach(() => refuseProblems(dashboard?.takeProblems() ?? []))
  afterAll(async () => {
    await dashboard?.browser.close()
    await place?.close()
    rmSync(dir, { recursive: true, force: true })
  })
  return async (scene, { theme = 'light', width = 1280 } = {}) => {
    const { page } = dashboard
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await page.goto(`${place.web.url}/?scene=${scene}`)
    await page.locator('h1').waitFor()
    return page
  }
}
