import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { WebServer } from '../../../web/server/start-web.ts'
import { openBrowser } from '../../web/open-browser.ts'
import { type PageWatch, watchPages } from './watch-page.ts'

export interface DashboardOptions {
  /** 1280 x 800 when absent. */
  readonly viewport?: { readonly width: number; readonly height: number }
  /** What the machine prefers; light when absent. */
  readonly theme?: 'light' | 'dark'
  /** Motion is reduced when absent: pictures and checks do not wait for it. */
  readonly motion?: boolean
}

/** A browser that is signed in, or one that is not yet. */
export interface DashboardBrowser {
  readonly context: BrowserContext
  readonly page: Page
  readonly watch: PageWatch
  /** Goes there in the first page: `/runs?q=x`. */
  go(path: string): Promise<Page>
  /** Another tab of this browser. */
  tab(path: string): Promise<Page>
}

export interface Dashboard extends DashboardBrowser {
  readonly browser: Browser
  /** Another browser, with cookies of its own, signed in by a code of its own. */
  another(options?: DashboardOptions): Promise<DashboardBrowser>
  /** A browser without a session. */
  stranger(options?: DashboardOptions): Promise<DashboardBrowser>
  /** What went wrong in any of the browsers since it was last asked. */
  takeProblems(): string[]
  /** Throws when something went wrong that nobody has asked for. */
  close(): Promise<void>
}

const DESKTOP = { width: 1280, height: 800 }

/** Chromium, signed in to a dashboard that is served: an App in this process (`webPlace`) or the built program. */
export async function openDashboard(served: Pick<WebServer, 'url' | 'signInUrl'>, options: DashboardOptions = {}): Promise<Dashboard> {
  const browser = await openBrowser()
  const opened: DashboardBrowser[] = []

  async function stranger(wanted: DashboardOptions = options): Promise<DashboardBrowser> {
    const context = await browser.newContext({
      viewport: wanted.viewport ?? DESKTOP,
      colorScheme: wanted.theme ?? 'light',
      reducedMotion: wanted.motion === true ? 'no-preference' : 'reduce',
    })
    const watch = await watchPages(context, served.url)
    const page = await context.newPage()
    const another: DashboardBrowser = {
      context,
      page,
      watch,
      go: async (path) => {
        await page.goto(served.url + path)
        return page
      },
      tab: async (path) => {
        const tab = await context.newPage()
        await tab.goto(served.url + path)
        return tab
      },
    }
    opened.push(another)
    return another
  }

  async function another(wanted: DashboardOptions = options): Promise<DashboardBrowser> {
    const signed = await stranger(wanted)
    await signed.page.goto(served.signInUrl)
    await signed.page.locator('#root > *').first().waitFor()
    return signed
  }

  const takeProblems = (): string[] => opened.flatMap(({ watch }) => watch.take())
  try {
    return {
      ...(await another()),
      browser,
      another,
      stranger,
      takeProblems,
      close: async () => {
        await browser.close()
        refuseProblems(takeProblems())
      },
    }
  } catch (error) {
    await browser.close()
    throw error
  }
}

export function refuseProblems(problems: readonly string[]): void {
  if (problems.length > 0) throw new Error(`The pages had problems:\n${[...new Set(problems)].join('\n')}`)
}
