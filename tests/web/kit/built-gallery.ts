import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { buildClient } from '../../../web/build-client.mjs'
import { openBrowser } from '../open-browser.ts'
import { type WebPlace, webPlace } from '../web-place.ts'

export interface GalleryPage {
  readonly page: Page
  /** What the browser complained about: errors, and everything that the content security policy refused. */
  readonly complaints: readonly string[]
}

export interface Gallery {
  /** A scene in a window of its own. */
  open(scene: string, options?: GalleryOptions): Promise<GalleryPage>
}

export interface GalleryOptions {
  readonly theme?: 'light' | 'dark'
  readonly width?: number
}

/** The gallery of the kit, built anew for this test file and served by the dashboard's own server with its own headers. */
export function builtGallery(): Gallery {
  const dir = mkdtempSync(join(tmpdir(), 'claw-gallery-'))
  let place: WebPlace
  let browser: Browser
  let storageState: BrowserContextOptions['storageState']
  beforeAll(async () => {
    await buildClient(dir, join(import.meta.dirname, 'gallery'))
    place = await webPlace(dir)
    browser = await openBrowser()
    const context = await browser.newContext()
    await (await context.newPage()).goto(place.web.signInUrl)
    storageState = await context.storageState()
    await context.close()
  })
  afterAll(async () => {
    await browser?.close()
    await place?.close()
    rmSync(dir, { recursive: true, force: true })
  })
  return {
    open: async (scene, { theme = 'light', width = 1280 } = {}) => {
      const context = await browser.newContext({ storageState, viewport: { width, height: 900 }, colorScheme: theme, reducedMotion: 'reduce' })
      const page = await context.newPage()
      const complaints: string[] = []
      page.on('pageerror', (error) => complaints.push(error.message))
      page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()))
      await page.goto(`${place.web.url}/#${scene}`)
      await page.locator('h1').waitFor()
      return { page, complaints }
    },
  }
}
